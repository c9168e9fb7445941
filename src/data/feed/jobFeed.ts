import { Emitter, type Disposable } from '../../core/base/emitter';
import { stopwatch } from '../../core/base/stopwatch';
import { describeError } from '../../core/diagnostics/errors';
import type { JobStore } from '../../core/store/jobStore';
import type { Connection } from '../config/connection';
import { asUserError } from './feedError';
import { initialState, type FeedState } from './feedState';
import type { JobTable, RawItem } from '../table/jobTable';
import { quietAfter } from './quietPeriod';
import { noHistory, planRead, type ReadPlan } from './readPlan';
import { earlier, later, ReadPass } from './readPass';
import { checkedShape, pagesOf } from './readPages';
import { unknownShape, type TableShape } from '../table/tableShape';

export interface JobFeedOptions {
  readonly store: JobStore;
  readonly openTable: (connection: Connection) => Promise<JobTable>;
  readonly warn: (message: string) => void;
  readonly debug?: (message: string) => void;
  readonly now: () => number;
  /** A monotonic clock in milliseconds, independent of changes to the system clock. */
  readonly ticks?: () => number;
}

/** A successful read, for the log. */
export interface FinishedRead {
  readonly kind: ReadPlan['kind'];
  readonly items: number;
  readonly pages: number;
  readonly readUnits: number;
  readonly ms: number;
}

/** Keeps the store fresh: reads the table into it, one read at a time, and reports progress. */
export class JobFeed implements Disposable {
  private readonly changed = new Emitter<FeedState>();
  private readonly finished = new Emitter<FinishedRead>();
  private current: FeedState;
  private table: Promise<JobTable> | undefined;
  /** Aborted when the connection changes. */
  private connected = new AbortController();
  private history = noHistory;
  /** The table whose identity was requested. */
  private identified: JobTable | undefined;
  private running: { readonly abort: AbortController; readonly done: Promise<boolean> } | undefined;

  readonly onDidChangeState = this.changed.event;
  /** Fires after the state has changed. */
  readonly onDidRead = this.finished.event;

  constructor(
    connection: Connection,
    private readonly options: JobFeedOptions,
  ) {
    this.current = initialState(connection);
  }

  get state(): FeedState {
    return this.current;
  }

  /** Whether refreshes read only changes, apart from an occasional complete read. */
  get followsChanges(): boolean {
    return this.current.followsChanges;
  }

  /** Makes the next read a complete one, which also detects deletions. */
  expectDeletions(): void {
    this.history = { ...this.history, completeAt: undefined, failure: undefined };
  }

  /** Reads the table; calls during a read share it. Resolves to whether it succeeded. */
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

  /** Switches to another table; keeps nothing of the old one. */
  connect(connection: Connection): void {
    this.cancel();
    this.running = undefined;
    // Pending requests would otherwise be retried on new sockets.
    this.connected.abort();
    this.connected = new AbortController();
    this.closeTable();
    this.history = noHistory;
    // Before the store announces that its jobs are gone: listeners must already reach the new table.
    this.current = initialState(connection);
    this.options.store.clear();
    this.changed.fire(this.current);
  }

  /**
   * The full item of a job.
   * @throws {UserError} for errors of AWS or the network; AbortError when aborted, or when the feed has
   * switched to another table.
   */
  async getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined> {
    const { signal: connected } = this.connected;
    const table = await this.openTable();
    connected.throwIfAborted();
    return table.getItem(jobId, signal ? AbortSignal.any([signal, connected]) : connected);
  }

  dispose(): void {
    this.cancel();
    this.connected.abort();
    this.closeTable();
    this.changed.dispose();
    this.finished.dispose();
  }

  /** Reads and event documents share one table, even while it is being opened. */
  private openTable(): Promise<JobTable> {
    if (!this.table) {
      const table = this.options.openTable(this.current.connection);
      this.table = table;
      // The next caller tries again, instead of getting the error of this one.
      table.catch(() => {
        this.table = this.table === table ? undefined : this.table;
      });
    }
    return this.table;
  }

  /** Reopens the table if the AWS files changed, so that edited profiles apply from the next read on. */
  private async currentTable(signal: AbortSignal): Promise<JobTable> {
    const table = await this.openTable();
    const isOutdated = await table.isOutdated?.();
    // By now, another connection's table may be open.
    signal.throwIfAborted();
    if (isOutdated !== true) {
      return table;
    }
    this.closeTable();
    this.identified = undefined;
    return this.openTable();
  }

  /** Runs once per table, after it was read; reads neither wait for it nor depend on it. */
  private async identify(table: JobTable): Promise<void> {
    if (!table.identity || this.identified === table) {
      return;
    }
    this.identified = table;
    const { connection } = this.current;
    try {
      const identity = await table.identity(this.connected.signal);
      if (identity && this.current.connection === connection) {
        this.update({ identity });
      }
    } catch (error) {
      this.options.debug?.(`could not get the AWS identity: ${describeError(error)}`);
    }
  }

  private closeTable(): void {
    // Callers waiting for a table that fails to open get the error; there is nothing to close then.
    void this.table?.then(
      table => table.close(),
      () => undefined,
    );
    this.table = undefined;
  }

  private async read(signal: AbortSignal): Promise<boolean> {
    const before = this.current.load;
    const phase = this.current.updatedAt === undefined ? 'loading' : 'refreshing';
    this.update({ load: { phase, loaded: 0 } });
    const pass = new ReadPass({ ...this.options, unread: this.current.unread });
    const elapsed = stopwatch(this.options);
    try {
      const table = await this.currentTable(signal);
      const plan = await this.plan(table, pass, signal);
      for await (const page of pagesOf(table, plan, pass, signal)) {
        signal.throwIfAborted();
        pass.apply(page);
        this.update({
          load: { phase, loaded: pass.items },
          reading: plan.kind,
          ...this.paid(page.readUnits),
        });
      }
      signal.throwIfAborted();
      this.finish(pass, plan, elapsed());
      void this.identify(table);
      return true;
    } catch (error) {
      if (!signal.aborted) {
        const shape = pass.isComplete ? this.postponeComplete() : undefined;
        // Credentials, sockets or the index may have caused this: the next read opens the table again.
        this.closeTable();
        this.update({ load: { phase: 'failed', error: asUserError(error) }, shape });
      } else if (this.running?.abort.signal === signal) {
        if (pass.isComplete) {
          this.postponeComplete();
        }
        this.update({ load: before });
      }
      return false;
    }
  }

  private async plan(table: JobTable, pass: ReadPass, signal: AbortSignal): Promise<ReadPlan> {
    const now = this.options.now();
    const known = this.current.shape ?? unknownShape;
    let plan = planRead(known, this.history, now);
    pass.isComplete = plan.kind !== 'changes';
    if (pass.isComplete) {
      // Checked before each complete read, to detect an index that was added or removed.
      const { shape, readUnits } = await checkedShape(table, signal);
      signal.throwIfAborted();
      pass.readUnits += readUnits;
      this.update({ shape, ...this.paid(readUnits) });
      plan = planRead(shape, this.history, now);
      pass.isComplete = plan.kind !== 'changes';
    }
    return plan;
  }

  /**
   * A complete read did not reach its end. Once changes are followed, they are read until it is retried, after
   * a back-off of its own. Returns what remains known of the table.
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
  private finish(pass: ReadPass, plan: ReadPlan, ms: number): void {
    const now = this.options.now();
    const { isComplete, mark, servedAt } = pass;
    if (isComplete) {
      // The index may lag: without confirmation, two complete reads in a row must miss a job.
      const isSure = plan.kind === 'scan' || pass.isConfirmed;
      this.options.store.removeUnseen(isSure ? mark : this.history.completeMark);
      this.history = {
        ...this.history,
        completeAt: now,
        completeMark: mark,
        // Once only, so that constant deletions do not cause a complete read every minute.
        isUnconfirmed: !this.history.isUnconfirmed && pass.unseen(1).length > 0,
        failure: undefined,
        scanUnits: plan.kind === 'scan' ? pass.readUnits : this.history.scanUnits,
      };
    }
    this.options.store.removeExpired(now);
    // Without the service's time, the read may have missed writes during it: go back by its duration.
    const seen =
      pass.watermark === undefined ? undefined : pass.watermark - (servedAt === undefined ? ms : 0);
    const watermark = isComplete ? seen : earlier(later(this.history.watermark, seen), servedAt);
    const { hasChanges } = pass;
    const items = isComplete ? 0 : pass.items;
    const quiet = quietAfter(this.history.quiet, { watermark, servedAt, hasChanges, items });
    this.history = { ...this.history, watermark, quiet };
    this.update({
      load: { phase: 'ready' },
      updatedAt: now,
      malformed: isComplete ? pass.malformed : this.current.malformed,
      unread: pass.unreadItems(isComplete),
      readUnits: pass.readUnits,
      ...(isComplete ? { completeUnits: pass.readUnits } : { changesUnits: pass.readUnits }),
      followsChanges: watermark !== undefined && (this.current.shape?.index ?? 'none') !== 'none',
    });
    const { pages, readUnits } = pass;
    this.finished.fire({ kind: plan.kind, items: pass.items, pages, readUnits, ms });
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
