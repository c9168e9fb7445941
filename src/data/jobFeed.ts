import { Emitter, type Disposable } from '../core/emitter';
import { isAbort, isUserError, messageOf, UserError } from '../core/errors';
import type { Job } from '../core/job';
import { jobOf } from '../core/jobItem';
import type { JobStore } from '../core/jobStore';
import type { Connection } from './connection';
import type { ItemPage, JobTable, RawItem } from './jobTable';
import { planRead, type ReadHistory, type ReadPlan } from './readPlan';
import { unknownShape, type TableShape } from './tableShape';

export type FeedPhase =
  | { readonly phase: 'idle' }
  /** `loaded` counts the items read so far; `loading` is the first time, with nothing to show yet. */
  | { readonly phase: 'loading' | 'refreshing'; readonly loaded: number }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly error: UserError };

export interface FeedState {
  readonly connection: Connection;
  readonly load: FeedPhase;
  /** When the last read that went well ended, in milliseconds since the epoch. */
  readonly updatedAt: number | undefined;
  /** Items of the last complete read that hold no readable job. */
  readonly malformed: number;
  /** Read capacity units of the last read. */
  readonly readUnits: number | undefined;
  /** Read capacity units of all reads of this connection. */
  readonly sessionUnits: number;
  /** What the table can do; absent until it was asked. */
  readonly shape: TableShape | undefined;
}

export interface JobFeedOptions {
  readonly store: JobStore;
  readonly openTable: (connection: Connection) => Promise<JobTable>;
  readonly warn: (message: string) => void;
  readonly now: () => number;
}

/** Bad items are all counted; so many of them are named in the log, to keep it readable. */
const mostWarnings = 20;

/** Owns freshness: reads the table into the store, one read at a time, and tells how it goes. */
export class JobFeed implements Disposable {
  private readonly changed = new Emitter<FeedState>();
  private current: FeedState;
  private table: JobTable | undefined;
  private history = noHistory;
  private running: { readonly abort: AbortController; readonly done: Promise<boolean> } | undefined;

  readonly onDidChangeState = this.changed.event;

  constructor(
    connection: Connection,
    private readonly options: JobFeedOptions,
  ) {
    this.current = initialState(connection);
  }

  get state(): FeedState {
    return this.current;
  }

  /** Whether the next read costs only what changed. */
  get followsChanges(): boolean {
    const shape = this.current.shape ?? unknownShape;
    return planRead(shape, this.history, this.options.now()).kind === 'changes';
  }

  /** Reads the table; callers during a read share it. Resolves to whether it succeeded. */
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

  /** Stops the read under way; what it brought so far stays. */
  cancel(): void {
    this.running?.abort.abort();
  }

  /** Turns to another table: nothing of the old one stays. */
  connect(connection: Connection): void {
    this.cancel();
    this.running = undefined;
    this.closeTable();
    this.options.store.clear();
    this.history = noHistory;
    this.current = initialState(connection);
    this.changed.fire(this.current);
  }

  /**
   * The whole item of a job.
   * @throws {UserError}
   */
  async getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined> {
    return (await this.openTable()).getItem(jobId, signal);
  }

  dispose(): void {
    this.cancel();
    this.closeTable();
    this.changed.dispose();
  }

  private async openTable(): Promise<JobTable> {
    const { connection } = this.current;
    const table = this.table ?? (await this.options.openTable(connection));
    if (connection !== this.current.connection) {
      table.close();
      throw new DOMException('The connection changed.', 'AbortError');
    }
    this.table = table;
    return table;
  }

  private closeTable(): void {
    this.table?.close();
    this.table = undefined;
  }

  private async read(signal: AbortSignal): Promise<boolean> {
    const before = this.current.load;
    const phase = this.current.updatedAt === undefined ? 'loading' : 'refreshing';
    this.update({ load: { phase, loaded: 0 } });
    const round = new Round(this.options);
    try {
      const table = await this.openTable();
      const plan = await this.plan(table, signal);
      for await (const page of pagesOf(table, plan, signal)) {
        signal.throwIfAborted();
        round.take(page);
        this.update({ load: { phase, loaded: round.items } });
      }
      signal.throwIfAborted();
      this.finish(round, plan);
      return true;
    } catch (error) {
      if (!signal.aborted) {
        // Credentials, sockets or the index may be what failed: the next read starts afresh.
        this.closeTable();
        this.update({ load: { phase: 'failed', error: asUserError(error) }, shape: undefined });
      } else if (this.running?.abort.signal === signal) {
        this.update({ load: before });
      }
      return false;
    }
  }

  private async plan(table: JobTable, signal: AbortSignal): Promise<ReadPlan> {
    const now = this.options.now();
    const known = this.current.shape ?? unknownShape;
    const plan = planRead(known, this.history, now);
    if (plan.kind === 'changes') {
      return plan;
    }
    // Before everything is read again, to learn of an index that was added or removed; it is free.
    const shape = await table.shape(signal);
    signal.throwIfAborted();
    this.update({ shape });
    return planRead(shape, this.history, now);
  }

  /** Only a read that reached the end of everything may remove jobs. */
  private finish(round: Round, plan: ReadPlan): void {
    const now = this.options.now();
    const isComplete = plan.kind !== 'changes';
    if (isComplete) {
      this.options.store.retainOnly(round.jobIds);
    }
    this.history = {
      completeAt: isComplete ? now : this.history.completeAt,
      watermark: later(this.history.watermark, round.watermark),
      scanUnits: plan.kind === 'scan' ? round.readUnits : this.history.scanUnits,
    };
    this.update({
      load: { phase: 'ready' },
      updatedAt: now,
      malformed: isComplete ? round.malformed : this.current.malformed,
      readUnits: round.readUnits,
      sessionUnits: this.current.sessionUnits + round.readUnits,
    });
  }

  private update(part: Partial<FeedState>): void {
    this.current = { ...this.current, ...part };
    this.changed.fire(this.current);
  }
}

/** One complete read: counts what came, and hands every readable job to the store at once. */
class Round {
  readonly jobIds = new Set<string>();
  items = 0;
  malformed = 0;
  readUnits = 0;
  /** The latest `updatedAt` of the items taken. */
  watermark: number | undefined;
  private warnings = 0;

  constructor(private readonly options: JobFeedOptions) {}

  take({ items, readUnits }: ItemPage): void {
    const jobs: Job[] = [];
    for (const item of items) {
      const read = jobOf(item);
      if (read.ok) {
        jobs.push(read.job);
        this.jobIds.add(read.job.jobId);
        this.watermark = later(this.watermark, read.job.updatedAt);
        if (read.ignored.length > 0) {
          this.warn(`job ${read.job.jobId}: left out, of another type: ${read.ignored.join(', ')}`);
        }
      } else {
        this.malformed++;
        this.warn(`an item holds no job: ${read.reason}`);
      }
    }
    this.items += items.length;
    this.readUnits += readUnits;
    this.options.store.apply(jobs);
  }

  private warn(message: string): void {
    this.warnings++;
    if (this.warnings <= mostWarnings) {
      this.options.warn(message);
    } else if (this.warnings === mostWarnings + 1) {
      this.options.warn('more items like these are not listed');
    }
  }
}

function initialState(connection: Connection): FeedState {
  return {
    connection,
    load: { phase: 'idle' },
    updatedAt: undefined,
    malformed: 0,
    readUnits: undefined,
    sessionUnits: 0,
    shape: undefined,
  };
}

const noHistory: ReadHistory = {
  completeAt: undefined,
  watermark: undefined,
  scanUnits: undefined,
};

function pagesOf(table: JobTable, plan: ReadPlan, signal: AbortSignal): AsyncIterable<ItemPage> {
  switch (plan.kind) {
    case 'scan':
      return table.scanPages(signal, plan.segments);
    case 'index':
      return table.changedPages(signal);
    case 'changes':
      return table.changedPages(signal, plan.since);
  }
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

function asUserError(error: unknown): UserError {
  if (isUserError(error)) {
    return error;
  }
  const reason = isAbort(error) ? 'it was stopped' : messageOf(error);
  return new UserError(
    'feed.unexpected',
    `The jobs could not be read: ${reason}.`,
    'Refresh again; the log has the details.',
    'showLog',
    { cause: error },
  );
}
