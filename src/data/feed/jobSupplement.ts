import type { UserError } from '../../core/diagnostics/errors';
import type { ItemPage, RawItem } from '../table/jobTable';

/** Where jobs can be read that a table lacks, or lacks in part. All methods throw like those of `JobSource`. */
export interface JobSupplement {
  /** The job as it is now, with all that is known of it as its `fullEvent`. */
  getItem(jobId: string, signal: AbortSignal): Promise<RawItem>;

  /** From now on, `pages` has the children or nodes of this job. Resolves with why AWS denies listing them. */
  followParts(jobId: string, signal: AbortSignal): Promise<UserError | undefined>;

  /** The children and nodes that are new or changed. */
  pages(signal: AbortSignal): AsyncIterable<ItemPage>;

  /** Closes the sockets. */
  close(): void;
}
