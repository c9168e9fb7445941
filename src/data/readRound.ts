import type { Job } from '../core/job';
import { jobOf } from '../core/jobItem';
import type { JobStore } from '../core/jobStore';
import { logLine } from '../core/logLine';
import type { ItemPage } from './jobTable';

/** Bad items are all counted; so many of them are named in the log, to keep it readable. */
const mostWarnings = 20;

export interface RoundOptions {
  readonly store: JobStore;
  readonly warn: (message: string) => void;
  readonly now: () => number;
}

/** One read of the table: counts what comes, and hands every readable job to the store at once. */
export class ReadRound {
  items = 0;
  pages = 0;
  malformed = 0;
  readUnits = 0;
  /** The latest `updatedAt` of the items taken. */
  watermark: number | undefined;
  private warnings = 0;
  private readonly mark: number;

  constructor(private readonly options: RoundOptions) {
    this.mark = options.store.mark();
  }

  take({ items, readUnits }: ItemPage): void {
    const jobs: Job[] = [];
    for (const item of items) {
      const read = jobOf(item);
      if (read.ok) {
        jobs.push(read.job);
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
    this.pages++;
    this.readUnits += readUnits;
    this.options.store.apply(jobs, this.options.now());
  }

  /** For a read that reached the end of everything: jobs it did not find are gone. */
  removeUnseen(): void {
    this.options.store.removeUnseen(this.mark);
  }

  private warn(message: string): void {
    this.warnings++;
    if (this.warnings <= mostWarnings) {
      this.options.warn(logLine(message));
    } else if (this.warnings === mostWarnings + 1) {
      this.options.warn('more items like these are not listed');
    }
  }
}

export function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}
