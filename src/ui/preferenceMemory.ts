import { checkPreferences, usualPreferences, type Preferences } from '../protocol';

const key = 'dashboard.preferences';

/** The part of VS Code's `Memento` that is used. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

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
