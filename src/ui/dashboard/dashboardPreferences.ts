import type { Event } from '../../core/base/emitter';
import type { ShownTimeZone } from '../../core/text/shownTimeZone';
import { checkPreferences, defaultPreferences, type Preferences } from '../../protocol/schemas';
import type { Memento } from '../base/memento';

const key = 'dashboard.preferences';

/** The time zone of all times, in the dashboard and elsewhere. */
export interface TimeZoneChoice {
  readonly value: ShownTimeZone;
  readonly set: (zone: ShownTimeZone) => void;
  readonly onDidChange: Event<void>;
}

/** The user's table layout, stored across dashboards, with the time zone, which is a setting. */
export class DashboardPreferences {
  constructor(
    private readonly memory: Memento,
    private readonly timeZone: TimeZoneChoice,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Values from another version that cannot be read are ignored. */
  get value(): Preferences {
    const layout = checkPreferences(this.memory.get(key)) ?? defaultPreferences;
    return { ...layout, timeZone: this.timeZone.value };
  }

  get onDidChangeTimeZone(): Event<void> {
    return this.timeZone.onDidChange;
  }

  save(preferences: Preferences): void {
    this.memory.update(key, preferences).then(undefined, this.onError);
    this.timeZone.set(preferences.timeZone);
  }
}
