import type { Clock } from '../../core/base/clock';
import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { Throttle } from '../../core/base/throttle';
import { runInSlices } from '../../core/base/timeSlicing';
import { minuteMs } from '../../core/base/timeUnits';
import { Absence } from '../../core/failures/absence';
import {
  awayFilter,
  awaySearch,
  CauseTally,
  type AwayFailures,
} from '../../core/failures/awayFailures';
import { newestFirst } from '../../core/filter/columns';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { FailureCount } from '../../core/settings/failureCount';
import type { JobStore } from '../../core/store/jobStore';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { Memento } from '../base/memento';
import type { UserAttention } from './userAttention';

export interface WhileAwayOptions {
  readonly store: Pick<JobStore, 'rows' | 'onDidChange' | 'onDidReset'>;
  readonly queries: Pick<JobQueries, 'open' | 'onDidChangeRules'>;
  readonly feed: Pick<JobFeed, 'state' | 'onDidRead'>;
  readonly attention: Pick<UserAttention, 'now' | 'onDidChange'>;
  readonly failureCount: () => FailureCount;
  readonly memory: Memento;
  readonly onError: (error: unknown) => void;
  /** Identifies the active connection's state; see `Connections.stateKey`. */
  readonly stateKey: () => string;
  readonly clock: Omit<Clock, 'random'>;
}

/** How often to note that the user is there. */
const noteMs = 5 * minuteMs;
const throttleMs = 1_000;

/** The failures that are counted: a query and what it reports to. */
interface Counting {
  readonly since: number;
  readonly search: string;
  readonly query: JobQuery;
  readonly tally: CauseTally;
}

/** Finds the failures since the user was last there, for one quiet line, until the user dismisses it. */
export class WhileAway implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly recount: Throttle;
  private readonly subscriptions: DisposableStore;
  private timer: unknown;
  private absence: Absence;
  private isHere = false;
  private notedAt = -Infinity;
  /** Since when the user was away, until the next read tells what happened meanwhile. */
  private awaySince: number | undefined;
  private counting: Counting | undefined;
  private work: Disposable | undefined;
  private found: AwayFailures | undefined;

  readonly onDidChange = this.changed.event;

  constructor(private readonly options: WhileAwayOptions) {
    const { store, queries, feed, attention, clock } = options;
    this.absence = new Absence(this.storedTime());
    this.recount = new Throttle(() => this.count(), throttleMs, clock);
    this.subscriptions = new DisposableStore(
      attention.onDidChange(() => this.look()),
      feed.onDidRead(() => this.startCounting()),
      store.onDidChange(() => this.counting && this.recount.request()),
      store.onDidReset(() => this.reset()),
      queries.onDidChangeRules(() => this.counting && this.open(this.counting.since)),
    );
    this.plan();
    this.look();
  }

  /** Undefined without new failures, and once dismissed. */
  get failures(): AwayFailures | undefined {
    return this.found;
  }

  dismiss(): void {
    this.awaySince = undefined;
    this.stop();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.options.clock.clearTimeout(this.timer);
    this.recount.dispose();
    this.stop();
    this.changed.dispose();
  }

  private plan(): void {
    this.timer = this.options.clock.setTimeout(() => {
      this.look();
      this.note();
      this.plan();
    }, noteMs);
  }

  private look(): void {
    const { attention, clock } = this.options;
    const { windowFocused, somethingShown } = attention.now;
    const wasHere = this.isHere;
    this.isHere = windowFocused && somethingShown;
    if (this.isHere || wasHere) {
      this.awaySince = this.absence.seen(clock.now()) ?? this.awaySince;
    }
    if (!this.isHere) {
      this.note();
    }
  }

  /** Stores when the user was last there; never at the start of VS Code, when nothing has been read yet. */
  private note(): void {
    const { memory, feed, onError } = this.options;
    const { seenAt } = this.absence;
    if (
      seenAt !== undefined &&
      feed.state.updatedAt !== undefined &&
      Math.abs(seenAt - this.notedAt) >= minuteMs
    ) {
      this.notedAt = seenAt;
      memory.update(this.key(), seenAt).then(undefined, onError);
    }
  }

  private storedTime(): number | undefined {
    const stored = this.options.memory.get(this.key());
    return typeof stored === 'number' ? stored : undefined;
  }

  private key(): string {
    return `away.seenAt@${this.options.stateKey()}`;
  }

  private startCounting(): void {
    const since = this.awaySince;
    this.awaySince = undefined;
    if (since !== undefined && !isSample(this.options.feed.state)) {
      this.open(since);
    }
  }

  private open(since: number): void {
    this.counting?.query.dispose();
    const { queries, store, failureCount } = this.options;
    const search = awaySearch(failureCount());
    const query = queries.open(awayFilter(since, search), newestFirst);
    this.counting = { since, search, query, tally: new CauseTally(store.rows) };
    this.count();
  }

  private count(): void {
    const { counting } = this;
    if (counting) {
      this.work?.dispose();
      const { query, tally } = counting;
      this.work = runInSlices(query.follow(tally), this.options.clock, () => this.show(counting));
    }
  }

  private show({ since, search, tally }: Counting): void {
    const counts = tally.read();
    if (counts === undefined) {
      this.stop();
    } else if (!isSame(this.found, counts) || this.found?.since !== since) {
      this.found = { since, search, ...counts };
      this.changed.fire(undefined);
    }
  }

  private stop(): void {
    this.work?.dispose();
    this.counting?.query.dispose();
    this.counting = undefined;
    if (this.found) {
      this.found = undefined;
      this.changed.fire(undefined);
    }
  }

  /** Another table is open. */
  private reset(): void {
    this.dismiss();
    this.absence = new Absence(this.storedTime());
    this.notedAt = -Infinity;
    this.look();
  }
}

const isSame = (
  found: AwayFailures | undefined,
  { count, cause }: Pick<AwayFailures, 'count' | 'cause'>,
): boolean =>
  found?.count === count && found.cause.id === cause.id && found.cause.count === cause.count;
