import { Throttle } from '../../core/base/throttle';
import { countedSince } from '../../core/failures/countedFailures';
import type { FailureCount } from '../../core/settings/failureCount';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { FailedTimes } from '../../core/failures/failedTimes';
import type { JobStore } from '../../core/store/jobStore';
import type { Clock } from '../../core/base/clock';
import type { StuckRules } from '../../core/job/stuckRules';
import { StuckCount } from '../../core/query/stuckCount';
import { StatusCounts } from '../../core/failures/statusCounts';
import type { FeedPhase, FeedState } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { ActionModes } from '../actions/actionModes';
import type { RefreshRate } from '../polling/refreshRate';
import type { Settings } from '../connection/settings';
import { statusBarContent, type StatusBarContent } from './statusBarContent';
import { minuteMs } from '../../core/base/timeUnits';

export interface StatusBarSources {
  readonly store: JobStore;
  readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState'>;
  readonly settings: {
    readonly values: Pick<Settings['values'], 'failedWithinHours' | 'failureCount' | 'connections'>;
    readonly problems: readonly string[];
  };
  readonly modes?: Pick<ActionModes, 'mode' | 'onDidChange'>;
  /** Also fires when settings change. */
  readonly rate: Pick<RefreshRate, 'waitMs' | 'onDidChange'>;
  readonly stuckRules: Pick<StuckRules, 'limits' | 'onDidChange'>;
  readonly clock: Clock;
}

export interface StatusBarView {
  /** Absent before the first read. */
  readonly content: StatusBarContent | undefined;
  /** Unacknowledged failures in the time range, only the unresolved ones if so configured. */
  readonly failed: number;
  readonly failureCount: FailureCount;
  readonly failedWithinHours: number | undefined;
}

const refreshMs = 200;

/** Keeps the status bar up to date. Notifies only of real changes, since updates interrupt screen readers. */
export class StatusBarModel implements Disposable {
  private readonly refresh: Throttle;
  /** Active only while the content depends on the time. */
  private readonly nextMinute: Throttle;
  private readonly failedTimes: FailedTimes;
  private readonly unresolvedTimes: FailedTimes;
  private readonly counts: StatusCounts;
  private readonly stuck: StuckCount;
  private readonly subscriptions: DisposableStore;
  /** The failure of the last refresh, until a refresh succeeds. */
  private failure: FeedPhase | undefined;
  private lastShown = '';

  constructor(
    private readonly sources: StatusBarSources,
    private readonly show: (view: StatusBarView) => void,
  ) {
    const { store, feed, rate, modes, stuckRules, clock } = sources;
    this.refresh = new Throttle(() => this.update(), refreshMs, clock);
    this.nextMinute = new Throttle(() => this.update(), minuteMs, clock);
    this.failedTimes = new FailedTimes(store);
    this.unresolvedTimes = new FailedTimes(store, 'unresolved');
    this.counts = new StatusCounts(store);
    this.stuck = new StuckCount(store, stuckRules, clock);
    this.subscriptions = new DisposableStore(
      this.refresh,
      this.nextMinute,
      this.failedTimes,
      this.unresolvedTimes,
      this.counts,
      this.stuck,
      store.onDidChange(() => this.refresh.request()),
      feed.onDidChangeState(({ load }) => {
        this.trackFailure(load);
        this.refresh.request();
      }),
      ...[rate, stuckRules, modes].flatMap(
        source => source?.onDidChange(() => this.refresh.request()) ?? [],
      ),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private trackFailure(load: FeedPhase): void {
    if (load.phase !== 'refreshing') {
      this.failure = load.phase === 'failed' ? load : undefined;
    }
  }

  /** Keeps a failed state during retries, so that the item does not flicker. */
  private get state(): FeedState {
    const { state } = this.sources.feed;
    return this.failure && state.load.phase === 'refreshing'
      ? { ...state, load: this.failure }
      : state;
  }

  private update(): void {
    const { settings, rate, modes, clock } = this.sources;
    const { failedWithinHours, failureCount, connections } = settings.values;
    const now = clock.now();
    const since = countedSince(failedWithinHours, now);
    const all = this.failedTimes.countSince(since);
    const unresolved = this.unresolvedTimes.countSince(since);
    const failed = failureCount === 'all' ? all : unresolved;
    const content = statusBarContent({
      state: this.state,
      waitMs: rate.waitMs,
      failed,
      failureCount,
      unresolved,
      resolved: all - unresolved,
      failedWithinHours,
      acknowledged: this.counts.acknowledged,
      statistics: this.counts.statistics,
      ...this.stuck.read(),
      settingProblems: settings.problems.length,
      namedConnections: connections.length,
      actsLive: modes?.mode === 'live',
      now,
    });
    this.nextMinute.dispose();
    if (content?.changesWithTime === true) {
      this.nextMinute.request();
    }
    const view = { content, failed, failureCount, failedWithinHours };
    const text = JSON.stringify(view);
    if (text !== this.lastShown) {
      this.lastShown = text;
      this.show(view);
    }
  }
}
