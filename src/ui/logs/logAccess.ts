import { t } from '@vscode/l10n';
import { UserError } from '../../core/diagnostics/errors';
import type { Disposable } from '../../core/base/emitter';
import { jobOf } from '../../core/job/jobItem';
import type { Job } from '../../core/job/job';
import { jobLogsOf, type JobLogs } from '../../core/logs/jobLogs';
import type { JobStore } from '../../core/store/jobStore';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import type { Connection } from '../../data/config/connection';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { LogReader } from '../../data/logs/logReader';

/** A job with its logs, or why it has none. */
export interface LocatedLogs {
  readonly job: Job;
  readonly logs: JobLogs;
}

export interface LogAccessOptions {
  readonly feed: Pick<JobFeed, 'getItem' | 'state'>;
  readonly store: Pick<JobStore, 'get'>;
  /** Opens a reader; throws in Restricted Mode. */
  readonly open: (connection: Connection) => Promise<LogReader>;
}

/** Finds the logs of jobs, and reads them with the credentials of the active connection. */
export class LogAccess implements Disposable {
  private opened:
    { readonly connection: Connection; readonly reader: Promise<LogReader> } | undefined;

  constructor(private readonly options: LogAccessOptions) {}

  /** @throws {UserError} if the job or its item cannot be read */
  async locate(jobId: string, signal: AbortSignal): Promise<LocatedLogs> {
    const { feed, store } = this.options;
    if (isSample(feed.state)) {
      throw new UserError('logs.sample', sampleDataTexts.noLog, '', 'setUp');
    }
    const item = await feed.getItem(jobId, signal);
    const read = item && jobOf(item);
    const job = store.get(jobId) ?? (read?.ok === true ? read.job : undefined);
    if (!job) {
      throw new UserError(
        'logs.noJob',
        t('The job is no longer in the table.'),
        t('Refresh the jobs.'),
        'refresh',
      );
    }
    return { job, logs: jobLogsOf(job, item, this.region) };
  }

  /** The region of jobs that do not tell theirs. */
  get region(): string {
    return this.options.feed.state.connection.region;
  }

  /** The reader of the active connection. */
  async reader(): Promise<LogReader> {
    const { connection } = this.options.feed.state;
    if (this.opened?.connection !== connection) {
      this.dispose();
      const reader = this.options.open(connection);
      const opened = { connection, reader };
      this.opened = opened;
      reader.catch(() => {
        // Opening it may succeed later, such as once the folder is trusted.
        this.opened = this.opened === opened ? undefined : this.opened;
      });
    }
    return this.opened.reader;
  }

  dispose(): void {
    const { opened } = this;
    this.opened = undefined;
    void opened?.reader.then(
      reader => reader.close(),
      () => undefined,
    );
  }
}
