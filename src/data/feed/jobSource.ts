import type { Identity } from '../../core/aws/identity';
import type { CostUnit } from '../../core/polling/cost';
import type { ItemPage, RawItem } from '../table/jobTable';
import type { TableShape } from '../table/tableShape';
import type { ReadHistory } from './readPlan';

/** What a source reads, for progress and the log. `changes` and `refresh` read only what may have changed. */
export type ReadKind = 'scan' | 'index' | 'changes' | 'list' | 'refresh';

/** What a source may know of the read in progress. */
export interface ReadInProgress {
  /** Everything written until then has been seen. */
  readonly watermark: number | undefined;
  /** Whether each job that the read has not found was looked up. */
  isConfirmed: boolean;
  /** Ids of known jobs that the read has not found, at most `max`. */
  unseen(max: number): readonly string[];
  logFailedLookup(error: unknown): void;
}

export interface PlannedRead {
  readonly kind: ReadKind;
  /** Whether it reads everything there is. */
  readonly isComplete: boolean;
  /** A complete read that does not find a job says nothing about it: sources forget jobs that are done. */
  readonly keepsMissing?: boolean;
  /** Starts so late that it may miss items which show up late; a later read finds them. */
  readonly isBrief?: boolean;
  /** Each page is applied before the next is read. */
  pages(read: ReadInProgress, signal: AbortSignal): AsyncIterable<ItemPage>;
}

/** What a source supports, and what finding out cost. */
export interface ExaminedSource {
  readonly shape: TableShape | undefined;
  readonly readUnits: number;
}

/**
 * Where jobs are read from, as the feed sees it, so that only lazily loaded chunks depend on the AWS SDK. All methods
 * throw {UserError} for errors of AWS or the network, and AbortError when aborted.
 */
export interface JobSource {
  readonly costUnit: CostUnit;

  /** Since when all jobs are listed, in milliseconds since the epoch; undefined if since ever. */
  readonly listsSince?: number | undefined;

  /** The calls per second to which throttling limits it now; undefined at full speed. */
  readonly throttledTo?: number | undefined;

  /** Decides what to read next, by what is known. */
  planRead(shape: TableShape | undefined, history: ReadHistory, now: number): PlannedRead;

  /** Called before each complete read, since what a source supports may change. */
  examine(signal: AbortSignal): Promise<ExaminedSource>;

  /** What reads left out to be fast; runs between reads and may take minutes. */
  details?(signal: AbortSignal): AsyncIterable<ItemPage>;

  /** The full item of a job with its `fullEvent`; undefined if the source has none. */
  getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined>;

  /** The identity that makes the requests; undefined if it cannot be determined. Requires no permission. */
  identity?(signal: AbortSignal): Promise<Identity | undefined>;

  /** Whether the AWS files have changed since the source was opened, so that it must be reopened. */
  isOutdated?(): Promise<boolean>;

  /** Closes the sockets. */
  close(): void;
}

/** What a source knows of its jobs. It survives reopening after an error, but not a change of the connection. */
export class SourceMemory {
  private kept: unknown;

  keep<T extends object>(make: () => T): T {
    return (this.kept ??= make()) as T;
  }
}
