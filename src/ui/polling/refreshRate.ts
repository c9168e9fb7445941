import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { adaptiveInterval, type Activity } from '../../core/polling/adaptiveInterval';
import { pollingWait, type Attention } from '../../core/polling/pollingPolicy';
import { hourMs } from '../../core/base/timeUnits';
import type { FeedState } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { UserAttention } from './userAttention';
import type { Settings } from '../connection/settings';

/** After a read that lacked capacity, other readers share the table, and its capacity, for a while. */
const restrainedMs = hourMs;

/** How often the table refreshes automatically, given the settings, the table and the user's attention. */
export class RefreshRate implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly subscriptions: DisposableStore;
  private lastAttention: Attention;
  /** When the user last turned to the jobs, or refreshed them. */
  private noticedAt: number | undefined;

  /** Fires when the settings or attention change; the rest follows from the state of the feed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly settings: Settings,
    private readonly attention: UserAttention,
    private readonly feed: Pick<JobFeed, 'state'>,
    private readonly now: () => number,
  ) {
    this.lastAttention = attention.now;
    this.subscriptions = new DisposableStore(
      settings.onDidChange(() => this.changed.fire(undefined)),
      attention.onDidChange(next => this.follow(next)),
    );
  }

  /** The wait between refreshes; 0: manual refreshes only. */
  get waitMs(): number {
    const { liveIntervalMs, refreshIntervalMs } = this.settings.values;
    const { state } = this.feed;
    const interval = state.followsChanges
      ? adaptiveInterval(liveIntervalMs, activityOf(state, this.noticedAt))
      : refreshIntervalMs;
    return pollingWait(interval, this.attention.now);
  }

  /** Call when the user asks for the latest jobs. */
  notice(): void {
    this.noticedAt = this.now();
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private follow(next: Attention): void {
    const { windowFocused, somethingShown } = this.lastAttention;
    this.lastAttention = next;
    if ((next.windowFocused && !windowFocused) || (next.somethingShown && !somethingShown)) {
      this.notice();
    } else {
      this.changed.fire(undefined);
    }
  }
}

/** All as of the last read, so that the interval stays the same until the next one. */
function activityOf(state: FeedState, noticedAt = -Infinity): Activity {
  const { load, updatedAt = 0, changedAt = -Infinity, throttledAt = -Infinity } = state;
  return {
    quietMs: updatedAt - Math.max(changedAt, Math.min(noticedAt, updatedAt)),
    isRestrained: load.phase === 'failed' || Math.abs(updatedAt - throttledAt) < restrainedMs,
  };
}
