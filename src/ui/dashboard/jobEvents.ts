import { t } from '@vscode/l10n';
import type { Disposable } from '../../core/base/emitter';
import { isUserError, messageOf } from '../../core/diagnostics/errors';
import { readEventDetails, type ReadDetails } from '../../core/event/eventDetails';
import type { Job } from '../../core/job/job';
import { versionOf } from '../../core/job/jobVersion';
import type { Clock } from '../../core/base/clock';
import type { JobFeed } from '../../data/feed/jobFeed';

/** What reading a job's full event led to. */
export type EventReading =
  | { readonly kind: 'read'; readonly read: ReadDetails }
  | { readonly kind: 'failed'; readonly message: string; readonly remedy: string };

export interface JobEventsOptions {
  readonly feed: Pick<JobFeed, 'getItem'>;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly found: (jobId: string, reading: EventReading) => void;
}

/** Who walks through a list with the arrow keys does not want to read an item a row. */
const settleMs = 200;

/** Events kept, for coming back to them. */
const maxKept = 20;

/**
 * The full event of the one job that is looked at: read once it has been looked at for a moment, and
 * again when the job has changed; given up when another one is looked at.
 */
export class JobEvents implements Disposable {
  private readonly kept = new Map<string, ReadDetails>();
  private current: { readonly jobId: string; readonly state: string } | undefined;
  private timer: unknown;
  private reading: AbortController | undefined;

  constructor(private readonly options: JobEventsOptions) {}

  /** Looks at a job as it now is; nothing happens when it is looked at already. */
  follow(job: Job): void {
    const { jobId } = job;
    const state = versionOf(job);
    if (this.current?.state === state) {
      return;
    }
    this.close();
    this.current = { jobId, state };
    const known = this.kept.get(state);
    if (known) {
      this.keep(state, known);
      this.options.found(jobId, { kind: 'read', read: known });
    } else {
      this.timer = this.options.clock.setTimeout(() => void this.read(), settleMs);
    }
  }

  /** Reads the event of the job that is looked at again, at once. */
  retry(jobId: string): void {
    if (this.current?.jobId === jobId) {
      this.stop();
      void this.read();
    }
  }

  /** Nobody looks any more. */
  close(): void {
    this.stop();
    this.current = undefined;
  }

  /** The jobs are those of another table. */
  forget(): void {
    this.close();
    this.kept.clear();
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
    try {
      const item = await this.options.feed.getItem(jobId, abort.signal);
      reading = { kind: 'read', read: readEventDetails(jobId, item) };
    } catch (error) {
      reading = { kind: 'failed', ...failureOf(error) };
    }
    if (abort.signal.aborted) {
      return;
    }
    this.reading = undefined;
    if (reading.kind === 'read') {
      this.keep(state, reading.read);
    }
    this.options.found(jobId, reading);
  }

  /** The one looked at last is the last to be dropped. */
  private keep(state: string, read: ReadDetails): void {
    this.kept.delete(state);
    this.kept.set(state, read);
    const [oldest] = this.kept.keys();
    if (this.kept.size > maxKept && oldest !== undefined) {
      this.kept.delete(oldest);
    }
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
        message: t('The full event could not be read: {0}.', messageOf(error)),
        remedy: t('Try again.'),
      };
}
