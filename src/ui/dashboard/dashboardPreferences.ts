import { checkPreferences, usualPreferences, type Preferences } from '../../protocol';
import type { Memory } from '../base/memento';

const key = 'dashboard.preferences';

/** What the user chose, beyond the life of a dashboard. */
export class PreferenceMemory {
  constructor(
    private readonly memory: Memory,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** What an other version kept and this one cannot read is as good as nothing. */
  get value(): Preferences {
    return checkPreferences(this.memory.get(key)) ?? usualPreferences;
  }

  keep(preferences: Preferences): void {
    this.memory.update(key, preferences).then(undefined, this.onError);
  }
}
