import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { pollingWait } from '../../core/polling/pollingPolicy';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { UserAttention } from './userAttention';
import type { Settings } from '../connection/settings';

/** How often the table is refreshed by itself, as settings, table and attention have it just now. */
export class RefreshRate implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly subscriptions: DisposableStore;

  /** Comes with every change of the settings or attention; what the table allows, the feed tells. */
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

  /** Between refreshes; 0: none unless asked for. */
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
