import { checkPreferences, defaultPreferences, type Preferences } from '../../protocol';
import type { Memento } from '../base/memento';

const key = 'dashboard.preferences';

/** What the user chose, beyond the life of a dashboard. */
export class DashboardPreferences {
  constructor(
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** What an other version kept and this one cannot read is as good as nothing. */
  get value(): Preferences {
    return checkPreferences(this.memory.get(key)) ?? defaultPreferences;
  }

  keep(preferences: Preferences): void {
    this.memory.update(key, preferences).then(undefined, this.onError);
  }
}
