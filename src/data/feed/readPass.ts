import { describeError } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import { jobOf } from '../../core/job/jobItem';
import type { JobStore } from '../../core/store/jobStore';
import { escapeLogText } from '../../core/text/escapeLogText';
import type { ItemPage } from '../table/jobTable';
import type { ReadInProgress } from './jobSource';
import {
  describeItem,
  maxDamaged,
  maxListed,
  noUnreadItems,
  type UnreadItems,
} from './unreadItems';

/** Every bad item is counted, but only this many are logged, to keep the log readable. */
const maxWarnings = 20;

export interface ReadPassOptions {
  readonly store: JobStore;
  readonly warn: (message: string) => void;
  readonly now: () => number;
  /** What earlier reads could not read. */
  readonly unread?: UnreadItems;
}

/** One read of the source: counts the items and passes every readable job to the store immediately. */
export class ReadPass implements ReadInProgress {
  items = 0;
  pages = 0;
  malformed = 0;
  readUnits = 0;
  /** Whether a job is new or differs from the known one. */
  hasChanges = false;
  /** Whether it reads everything, so that jobs it does not find may be gone. */
  isComplete = false;
  /** Whether the table itself was asked for each job that the index lacks. */
  isConfirmed = false;
  /** The service's time in its first response, in milliseconds since the epoch. */
  servedAt: number | undefined;
  /** Passed to the store: jobs seen since have this mark, or a later one. */
  readonly mark: number;
  /** The latest `updatedAt` of the items applied. */
  private newest: number | undefined;
  private warnings = 0;
  private readonly listed: string[] = [];
  private readonly damaged = new Map<string, readonly string[]>();
  private hasMoreDamaged = false;
  /** Jobs that were damaged before and are now intact. */
  private readonly repaired: string[] = [];

  constructor(private readonly options: ReadPassOptions) {
    this.mark = options.store.mark();
  }

  /**
   * Everything written until then has been seen. A timestamp in the future, from a writer with a wrong clock,
   * must not hide changes until then, so the service's clock limits it: our own may be wrong, too.
   */
  get watermark(): number | undefined {
    return earlier(this.newest, this.servedAt ?? this.options.now());
  }

  apply({ items, readUnits, servedAt, isCurrent }: ItemPage): void {
    this.servedAt ??= servedAt;
    const jobs: Job[] = [];
    for (const item of items) {
      const read = jobOf(item);
      if (read.ok) {
        jobs.push(read.job);
        this.newest = later(this.newest, read.job.updatedAt);
        this.recordIgnored(read.job.jobId, read.ignored);
      } else {
        this.malformed++;
        if (this.listed.length < maxListed) {
          this.listed.push(describeItem(item));
        }
        this.warn(`an item is not a job: ${read.reason}`);
      }
    }
    this.items += items.length;
    this.pages++;
    this.readUnits += readUnits;
    const hasChanged = this.options.store.apply(jobs, this.options.now(), isCurrent);
    this.hasChanges ||= hasChanged;
  }

  /** Ids of the jobs that it has not found, at most `max`. */
  unseen(max: number): readonly string[] {
    return this.options.store.unseen(this.mark, max);
  }

  logFailedLookup(error: unknown): void {
    this.warn(`could not look up missing jobs: ${describeError(error)}`);
  }

  /** What is unreadable now; a read of changes is combined with earlier results. */
  unreadItems(isComplete: boolean): UnreadItems {
    const before = isComplete ? noUnreadItems : (this.options.unread ?? noUnreadItems);
    if (!isComplete && this.damaged.size + this.repaired.length === 0) {
      return before;
    }
    const damaged = new Map([...before.damaged, ...this.damaged]);
    this.repaired.forEach(jobId => damaged.delete(jobId));
    const limited = [...damaged].slice(0, maxDamaged);
    return {
      items: isComplete ? this.listed : before.items,
      damaged: new Map(limited),
      hasMoreDamaged: before.hasMoreDamaged || this.hasMoreDamaged || limited.length < damaged.size,
    };
  }

  private recordIgnored(jobId: string, ignored: readonly string[]): void {
    if (ignored.length > 0) {
      this.warn(`job ${jobId}: ignored attributes of the wrong type: ${ignored.join(', ')}`);
      if (this.damaged.size < maxDamaged || this.damaged.has(jobId)) {
        this.damaged.set(jobId, ignored);
      } else {
        this.hasMoreDamaged = true;
      }
    } else {
      this.damaged.delete(jobId);
      if (this.options.unread?.damaged.has(jobId) === true) {
        this.repaired.push(jobId);
      }
    }
  }

  private warn(message: string): void {
    this.warnings++;
    if (this.warnings <= maxWarnings) {
      this.options.warn(escapeLogText(message));
    } else if (this.warnings === maxWarnings + 1) {
      this.options.warn('further items like these are not logged');
    }
  }
}

export function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

/** Undefined if there is no time to limit. */
export function earlier(time: number | undefined, limit: number | undefined): number | undefined {
  return time === undefined || limit === undefined ? time : Math.min(time, limit);
}
