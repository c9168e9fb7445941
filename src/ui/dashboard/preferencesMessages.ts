import type { Disposable } from '../../core/base/emitter';
import type { Preferences } from '../../protocol/schemas';
import type { ToPage } from '../../protocol/toPage';
import type { DashboardPreferences } from './dashboardPreferences';

export interface PreferencesMessagesOptions {
  readonly preferences: DashboardPreferences;
  readonly post: (message: ToPage) => void;
}

/** Sends the page its table layout and the time zone, and stores what the user changes there. */
export class PreferencesMessages implements Disposable {
  private readonly subscription: Disposable;
  /** Absent while there is no page that could receive it. */
  private zoneInPage: Preferences['timeZone'] | undefined;

  constructor(private readonly options: PreferencesMessagesOptions) {
    this.subscription = options.preferences.onDidChangeTimeZone(() => this.followTimeZone());
  }

  send(): void {
    const { preferences, post } = this.options;
    const { value } = preferences;
    this.zoneInPage = value.timeZone;
    post({ type: 'preferences', preferences: value });
  }

  save(preferences: Preferences): void {
    this.zoneInPage = preferences.timeZone;
    this.options.preferences.save(preferences);
  }

  /** The next page asks anew. */
  pause(): void {
    this.zoneInPage = undefined;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Unless the page itself changed it: it may have sent more changes since. */
  private followTimeZone(): void {
    const { timeZone } = this.options.preferences.value;
    if (this.zoneInPage !== undefined && timeZone !== this.zoneInPage) {
      this.send();
    }
  }
}
