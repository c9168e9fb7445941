import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { pollingWait } from '../../core/polling/pollingPolicy';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { UserAttention } from './userAttention';
import type { Settings } from '../connection/settings';

/** How often the table refreshes automatically, given the settings, the table and the user's attention. */
export class RefreshRate implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly subscriptions: DisposableStore;

  /**
   * Fires when the settings or attention change; the feed reports whether the table supports incremental
   * reads.
   */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly settings: Settings,
    private readonly attention: UserAttention,
    private readonly feed: Pick<JobFeed, 'followsChanges'>,
  ) {
    this.subscriptions = new DisposableStore(
      settings.onDidChange(() => this.changed.fire(undefined)),
      attention.onDidChange(() => this.changed.fire(undefined)),
    );
  }

  /** The wait between refreshes; 0: manual refreshes only. */
  get waitMs(): number {
    const { liveIntervalMs, refreshIntervalMs } = this.settings.values;
    const interval = this.feed.followsChanges ? liveIntervalMs : refreshIntervalMs;
    return pollingWait(interval, this.attention.now);
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }
}
