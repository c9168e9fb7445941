import { checkPreferences, defaultPreferences, type Preferences } from '../../protocol/schemas';
import type { Memento } from '../base/memento';

const key = 'dashboard.preferences';

/** The user's table layout, stored across dashboards. */
export class DashboardPreferences {
  constructor(
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Values from another version that cannot be read are ignored. */
  get value(): Preferences {
    return checkPreferences(this.memory.get(key)) ?? defaultPreferences;
  }

  save(preferences: Preferences): void {
    this.memory.update(key, preferences).then(undefined, this.onError);
  }
}
