import { LruCache } from '../../core/base/lruCache';
import type { Disposable } from '../../core/base/emitter';
import { isAbort } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import { versionOf } from '../../core/job/jobVersion';
import { isTerminal } from '../../core/job/status';
import type { RawItem } from '../../data/table/jobTable';
import type { LogPreview } from '../../protocol/logPreview';

/** Undefined if the job has no log, or the setting turns previews off. */
export type ReadPreview = (
  job: Job,
  item: RawItem | undefined,
  signal: AbortSignal,
) => Promise<LogPreview | undefined>;

export interface LogPreviewsOptions {
  readonly read: ReadPreview;
  readonly onRead: (jobId: string, preview: LogPreview) => void;
}

/** Previews cached for revisiting jobs. */
const maxCached = 20;

/** Reads the last lines of the log of the job in the details, once per look at a job. */
export class LogPreviews implements Disposable {
  /** Of finished jobs: the logs of others grow. */
  private readonly cache = new LruCache<LogPreview>(maxCached);
  private reading: AbortController | undefined;

  constructor(private readonly options: LogPreviewsOptions) {}

  /** Call once the job's item has been read. */
  async show(job: Job, item: RawItem | undefined): Promise<void> {
    this.close();
    const state = versionOf(job);
    const known = this.cache.get(state);
    if (known) {
      this.options.onRead(job.jobId, known);
      return;
    }
    const abort = new AbortController();
    this.reading = abort;
    try {
      const preview = await this.options.read(job, item, abort.signal);
      if (!preview || abort.signal.aborted) {
        return;
      }
      if (preview.kind === 'lines' && isTerminal(job.status)) {
        this.cache.set(state, preview);
      }
      this.options.onRead(job.jobId, preview);
    } catch (error) {
      if (!isAbort(error)) {
        throw error;
      }
    }
  }

  /** Another job is shown, or none. */
  close(): void {
    this.reading?.abort();
    this.reading = undefined;
  }

  /** The store now holds another table. */
  forget(): void {
    this.close();
    this.cache.clear();
  }

  dispose(): void {
    this.forget();
  }
}
