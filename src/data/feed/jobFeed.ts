import { Emitter, type Disposable } from '../../core/base/emitter';
import { stopwatch } from '../../core/base/stopwatch';
import { averageUnits } from '../../core/polling/cost';
import { describeError } from '../../core/diagnostics/errors';
import type { JobStore } from '../../core/store/jobStore';
import type { Connection } from '../config/connection';
import { DetailReader } from './detailReader';
import { asUserError } from './feedError';
import { initialState, isThrottled, type FeedPhase, type FeedState } from './feedState';
import type { RawItem } from '../table/jobTable';
import { historyAfter } from './historyAfter';
import { noHistory, savedHistory } from './readPlan';
import { ReadPass } from './readPass';
import type { JobSource, PlannedRead, ReadKind } from './jobSource';
import { SourceHandle, type OpenSource } from './sourceHandle';
import type { SavedJobs } from '../saved/savedJobs';
import type { TableShape } from '../table/tableShape';
import { WarmStart } from './warmStart';

export interface JobFeedOptions {
  readonly store: JobStore;
  readonly openSource: OpenSource;
  /** Where the jobs of a connection are saved; undefined if they must not be. */
  readonly savedJobs?: (connection: Connection) => SavedJobs | undefined;
  /** Resolves once there was time to show saved jobs: opening the source may block the thread. */
  readonly headStart?: () => Promise<void>;
  readonly warn: (message: string) => void;
  readonly debug?: (message: string) => void;
  readonly now: () => number;
  /** A monotonic clock in milliseconds, independent of changes to the system clock. */
  readonly ticks?: () => number;
}

/** A successful read, for the log. */
export interface FinishedRead {
  readonly kind: ReadKind;
  readonly items: number;
  readonly pages: number;
  readonly readUnits: number;
  readonly ms: number;
}

/** Keeps the store fresh: reads the source into it, one read at a time, and reports progress. */
export class JobFeed implements Disposable {
  private readonly changed = new Emitter<FeedState>();
  private readonly finished = new Emitter<FinishedRead>();
  private current: FeedState;
  private readonly source: SourceHandle;
  /** Aborted when the connection changes. */
  private connected = new AbortController();
  private history = noHistory;
  private readonly warmStart: WarmStart;
  /** The source whose identity was requested. */
  private identified: JobSource | undefined;
  private readonly details = new DetailReader({
    apply: page => {
      new ReadPass({ ...this.options, unread: this.current.unread }).apply(page);
      this.update(this.paid(page.readUnits));
    },
    warn: message => this.options.warn(message),
  });
  private running: { readonly abort: AbortController; readonly done: Promise<boolean> } | undefined;

  readonly onDidChangeState = this.changed.event;
  /** Fires after the state has changed. */
  readonly onDidRead = this.finished.event;

  constructor(
    connection: Connection,
    private readonly options: JobFeedOptions,
  ) {
    this.current = initialState(connection);
    this.source = new SourceHandle(options.openSource, connection);
    this.warmStart = new WarmStart({ savedJobs: () => undefined, ...options });
  }

  get state(): FeedState {
    return this.current;
  }

  /** Makes the next read a complete one, which also detects deletions. */
  expectDeletions(): void {
    this.history = { ...this.history, completeAt: undefined, failure: undefined };
  }

  /** Reads the source; calls during a read share it. Resolves to whether it succeeded. */
  refresh(): Promise<boolean> {
    if (!this.running) {
      const abort = new AbortController();
      const done = this.read(abort.signal).finally(() => {
        if (this.running?.abort === abort) {
          this.running = undefined;
        }
      });
      this.running = { abort, done };
    }
    return this.running.done;
  }

  /** Stops the current read; keeps what it has read so far. */
  cancel(): void {
    this.running?.abort.abort();
  }

  /** Switches to another source; keeps nothing of the old one. */
  connect(connection: Connection): void {
    this.cancel();
    this.running = undefined;
    // Pending requests would otherwise be retried on new sockets.
    this.connected.abort();
    this.connected = new AbortController();
    this.source.connect(connection);
    this.history = noHistory;
    this.warmStart.reset();
    // Before the store announces that its jobs are gone: listeners must already reach the new source.
    this.current = initialState(connection);
    this.options.store.clear();
    this.changed.fire(this.current);
  }

  /**
   * The full item of a job.
   * @throws {UserError} for errors of AWS or the network; AbortError when aborted, or when the feed has
   * switched to another source.
   */
  async getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined> {
    const { signal: connected } = this.connected;
    const source = await this.source.get();
    connected.throwIfAborted();
    const item = await source.getItem(
      jobId,
      signal ? AbortSignal.any([signal, connected]) : connected,
    );
    // Children of the job may be worth reading now.
    void this.details.run(source, connected);
    return item;
  }

  /** Saves the jobs, unless they are. Resolves once they are saved, or could not be. */
  save(): Promise<void> {
    return this.warmStart.save(this.current, this.history);
  }

  dispose(): void {
    this.cancel();
    this.connected.abort();
    this.source.close();
    this.changed.dispose();
    this.finished.dispose();
  }

  /** Runs once per source, after it was read; reads neither wait for it nor depend on it. */
  private async identify(source: JobSource): Promise<void> {
    if (!source.identity || this.identified === source) {
      return;
    }
    this.identified = source;
    const { connection } = this.current;
    try {
      const identity = await source.identity(this.connected.signal);
      if (identity && this.current.connection === connection) {
        this.update({ identity });
      }
    } catch (error) {
      this.options.debug?.(`could not get the AWS identity: ${describeError(error)}`);
    }
  }

  private async read(signal: AbortSignal): Promise<boolean> {
    const { load } = this.current;
    this.update({ load: this.progress(0) });
    const before: FeedPhase = (await this.restore(signal)) ? { phase: 'ready' } : load;
    const pass = new ReadPass({ ...this.options, unread: this.current.unread });
    const elapsed = stopwatch(this.options);
    try {
      const source = await this.source.current(signal);
      const { costUnit } = source;
      if (costUnit !== this.current.unit) {
        this.update({ unit: costUnit });
      }
      const read = await this.plan(source, pass, signal);
      for await (const page of read.pages(pass, signal)) {
        signal.throwIfAborted();
        pass.apply(page);
        this.update({
          load: this.progress(pass.items),
          reading: read.kind,
          throttledTo: source.throttledTo,
          ...this.paid(page.readUnits),
        });
      }
      signal.throwIfAborted();
      this.finish(pass, read, elapsed(), source);
      void this.identify(source);
      void this.details.run(source, this.connected.signal);
      return true;
    } catch (error) {
      if (!signal.aborted) {
        const shape = pass.isComplete ? this.postponeComplete() : undefined;
        // Credentials, sockets or the index may have caused this: the next read opens the source again.
        this.source.close();
        const load = { phase: 'failed', error: asUserError(error) } as const;
        const throttledAt = isThrottled(load) ? this.options.now() : this.current.throttledAt;
        this.update({ load, shape, throttledAt });
      } else if (this.running?.abort.signal === signal) {
        if (pass.isComplete) {
          this.postponeComplete();
        }
        this.update({ load: before });
      }
      return false;
    }
  }

  private progress(loaded: number): FeedPhase {
    return { phase: this.current.updatedAt === undefined ? 'loading' : 'refreshing', loaded };
  }

  /** Shows the saved jobs before anything is read; resolves with whether there are any. */
  private async restore(signal: AbortSignal): Promise<boolean> {
    const { store, now } = this.options;
    const mark = store.mark();
    const head = await this.warmStart.restore(this.current.connection, signal);
    if (!head || signal.aborted) {
      return false;
    }
    const { updatedAt, completeUnits, malformed } = head;
    this.history = savedHistory(head, mark, now());
    this.update({ load: { phase: 'refreshing', loaded: 0 }, updatedAt, completeUnits, malformed });
    await this.options.headStart?.();
    return true;
  }

  /** Drops the saved jobs of another table; those of a table that cannot be told apart are all read again. */
  private prove(shape: TableShape | undefined): void {
    const proof = this.warmStart.prove(shape);
    if (proof !== 'same') {
      this.history = noHistory;
    }
    if (proof === 'other') {
      this.update({ updatedAt: undefined });
      this.options.store.clear();
    }
  }

  private async plan(source: JobSource, pass: ReadPass, signal: AbortSignal): Promise<PlannedRead> {
    const now = this.options.now();
    let read = source.planRead(this.current.shape, this.history, now);
    pass.isComplete = read.isComplete;
    if (pass.isComplete || this.warmStart.needsProof) {
      // Examined before each complete read, to detect an index that was added or removed.
      const { shape, readUnits } = await source.examine(signal);
      signal.throwIfAborted();
      pass.readUnits += readUnits;
      if (this.warmStart.needsProof) {
        this.prove(shape);
      }
      this.update({ shape, ...this.paid(readUnits) });
      read = source.planRead(shape, this.history, now);
      pass.isComplete = read.isComplete;
    }
    return read;
  }

  /**
   * A complete read did not reach its end. Once changes are followed, they are read until it is retried, after
   * a back-off of its own. Returns what remains known of the source.
   */
  private postponeComplete(): TableShape | undefined {
    const { failure, watermark } = this.history;
    if (watermark === undefined) {
      return undefined;
    }
    const count = (failure?.count ?? 0) + 1;
    this.history = { ...this.history, failure: { at: this.options.now(), count } };
    return this.current.shape;
  }

  /** Only a complete read that reached the end may remove jobs. */
  private finish(
    pass: ReadPass,
    read: PlannedRead,
    ms: number,
    { listsSince, throttledTo }: JobSource,
  ): void {
    const now = this.options.now();
    const { isComplete, hasChanges } = pass;
    const { kind, keepsMissing = false } = read;
    if (isComplete && !keepsMissing) {
      // The index may lag: without confirmation, two complete reads in a row must miss a job.
      const isSure = kind === 'scan' || pass.isConfirmed;
      this.options.store.removeUnseen(isSure ? pass.mark : this.history.completeMark);
    }
    this.history = historyAfter(this.history, pass, read, ms, now);
    this.options.store.removeExpired(now);
    this.update({
      load: { phase: 'ready' },
      updatedAt: now,
      changedAt: hasChanges ? now : this.current.changedAt,
      malformed: isComplete ? pass.malformed : this.current.malformed,
      unread: pass.unreadItems(isComplete),
      listsSince,
      throttledTo,
      readUnits: pass.readUnits,
      ...(isComplete
        ? { completeUnits: pass.readUnits }
        : { changesUnits: averageUnits(this.current.changesUnits, pass.readUnits) }),
      followsChanges:
        this.history.watermark !== undefined && (this.current.shape?.index ?? 'none') !== 'none',
    });
    const { pages, readUnits } = pass;
    this.finished.fire({ kind, items: pass.items, pages, readUnits, ms });
    if (isComplete || hasChanges) {
      this.warmStart.outdate();
    }
    if (isComplete) {
      void this.save();
    }
  }

  /** Every page is billed, even if the read does not complete. */
  private paid(readUnits: number): Pick<FeedState, 'sessionUnits'> {
    return { sessionUnits: this.current.sessionUnits + readUnits };
  }

  private update(part: Partial<FeedState>): void {
    const { load } = part;
    const isOver = load !== undefined && load.phase !== 'loading' && load.phase !== 'refreshing';
    this.current = { ...this.current, ...part, ...(isOver ? { reading: undefined } : {}) };
    this.changed.fire(this.current);
  }
}
