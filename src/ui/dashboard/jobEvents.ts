import { t } from '@vscode/l10n';
import { LruCache } from '../../core/base/lruCache';
import type { Disposable } from '../../core/base/emitter';
import { isUserError, messageOf } from '../../core/diagnostics/errors';
import { readEventDetails, type ReadDetails } from '../../core/event/eventDetails';
import type { Job } from '../../core/job/job';
import { versionOf } from '../../core/job/jobVersion';
import type { Clock } from '../../core/base/clock';
import { completionOf, type Completion } from '../../data/feed/completion';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { RawItem } from '../../data/table/jobTable';

/** The result of reading a job's full event. */
export type EventReading =
  | {
      readonly kind: 'read';
      readonly read: ReadDetails;
      /** What AWS Batch added, or why it did not. */
      readonly completion?: Completion | undefined;
    }
  | { readonly kind: 'failed'; readonly message: string; readonly remedy: string };

export interface JobEventsOptions {
  readonly feed: Pick<JobFeed, 'getItem'>;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  /** `item` is what was read; absent if the event was known. */
  readonly onRead: (jobId: string, reading: EventReading, item?: RawItem) => void;
}

/** Debounce: moving through a list with the arrow keys should not read an item per row. */
const debounceMs = 200;

/** Events cached for revisiting jobs. */
const maxCached = 20;

/**
 * Reads the full event of the job in the details: after a debounce, and again when the job changes. Opening
 * another job aborts the read.
 */
export class JobEvents implements Disposable {
  private readonly cache = new LruCache<ReadDetails>(maxCached);
  private current: { readonly jobId: string; readonly state: string } | undefined;
  private timer: unknown;
  private reading: AbortController | undefined;

  constructor(private readonly options: JobEventsOptions) {}

  /** Follows a job; does nothing if its state is unchanged. */
  follow(job: Job): void {
    const { jobId } = job;
    const state = versionOf(job);
    if (this.current?.state === state) {
      return;
    }
    this.close();
    this.current = { jobId, state };
    const known = this.cache.get(state);
    if (known) {
      this.options.onRead(jobId, { kind: 'read', read: known });
    } else {
      this.timer = this.options.clock.setTimeout(() => void this.read(), debounceMs);
    }
  }

  /** Rereads the event of the current job at once. */
  retry(jobId: string): void {
    if (this.current?.jobId === jobId) {
      this.stop();
      void this.read();
    }
  }

  /** Stops following the job. */
  close(): void {
    this.stop();
    this.current = undefined;
  }

  /** The store now holds another table. */
  forget(): void {
    this.close();
    this.cache.clear();
  }

  dispose(): void {
    this.forget();
  }

  private async read(): Promise<void> {
    const { current } = this;
    if (!current) {
      return;
    }
    const { jobId, state } = current;
    const abort = new AbortController();
    this.reading = abort;
    let reading: EventReading;
    let item: RawItem | undefined;
    try {
      item = await this.options.feed.getItem(jobId, abort.signal);
      const completion = completionOf(item);
      reading = { kind: 'read', read: readEventDetails(jobId, item), completion };
    } catch (error) {
      reading = { kind: 'failed', ...failureOf(error) };
    }
    if (abort.signal.aborted) {
      return;
    }
    this.reading = undefined;
    // What the table lacks may be read next time.
    if (reading.kind === 'read' && !reading.completion) {
      this.cache.set(state, reading.read);
    }
    this.options.onRead(jobId, reading, item);
  }

  private stop(): void {
    this.options.clock.clearTimeout(this.timer);
    this.reading?.abort();
    this.reading = undefined;
  }
}

function failureOf(error: unknown): { readonly message: string; readonly remedy: string } {
  return isUserError(error)
    ? { message: error.message, remedy: error.remedy }
    : {
        message: t('Could not read the full event: {0}.', messageOf(error)),
        remedy: t('Try again.'),
      };
}
