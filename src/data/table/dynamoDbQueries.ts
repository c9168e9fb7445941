import { hourMs } from '../../core/base/timeUnits';
import { queueName } from '../../core/job/arn';
import type { Job } from '../../core/job/job';
import { latestStates } from '../../core/job/latestStates';
import { statisticsOf, type Statistics } from '../../core/store/statistics';
import { parseTime } from '../../core/text/time';
import { DynamoDbTable } from './dynamoDbTable';
import { collect, jobPages, type JobPage, type JobsRead } from './jobPages';
import { itemsOfJob, scanJobsInStatus } from './requests';

/**
 * The data layer for scripts: each query reads the table for a single question, page by page to its end, and
 * says what it cost. The extension reads the table once and follows it, so it needs none of them; its connection
 * check combines pages as they do. Errors are those of `DynamoDbTable`. Call `close` when done.
 */
export class DynamoDbQueries extends DynamoDbTable {
  /** Every state in the table; if the table has one item per job, every job. */
  getAllJobs(signal?: AbortSignal): AsyncGenerator<JobPage> {
    return jobPages(this.scanPages(signal));
  }

  /** The latest state of each job, even if the table has several items per job. */
  async getLatestStatePerJob(signal?: AbortSignal): Promise<JobsRead> {
    const all = await collect(this.getAllJobs(signal));
    return { ...all, jobs: latestStates(all.jobs) };
  }

  /** Jobs that failed. */
  getFailedJobs(signal?: AbortSignal): AsyncGenerator<JobPage> {
    return this.getJobsByStatus('FAILED', signal);
  }

  /** Jobs in a status of AWS Batch, such as `RUNNING`. DynamoDB reads, and bills, the whole table. */
  getJobsByStatus(status: string, signal?: AbortSignal): AsyncGenerator<JobPage> {
    const request = scanJobsInStatus(this.connection.tableName, status);
    return jobPages(this.scan(request, signal));
  }

  /** Jobs whose queue name contains `part`, ignoring case. */
  getJobsByQueue(part: string, signal?: AbortSignal): AsyncGenerator<JobPage> {
    const lowerPart = part.toLowerCase();
    return this.filtered(job => queueName(job.jobQueue).toLowerCase().includes(lowerPart), signal);
  }

  /** Jobs of the last `hours`, compared by time regardless of the format of their timestamps. */
  getJobsByTimeRange(
    hours: number,
    signal?: AbortSignal,
    now = Date.now(),
  ): AsyncGenerator<JobPage> {
    const since = now - hours * hourMs;
    return this.filtered(job => (parseTime(job.timestamp) ?? -Infinity) >= since, signal);
  }

  /** All states of one job in the table, newest first. */
  getJobHistory(jobId: string, signal?: AbortSignal): Promise<JobsRead> {
    const request = itemsOfJob(this.connection.tableName, jobId);
    return collect(jobPages(this.query(request, signal)));
  }

  /** Counts by status, success rate and more, of the latest state of each job. */
  async getStatistics(
    signal?: AbortSignal,
  ): Promise<{ readonly statistics: Statistics; readonly readUnits: number }> {
    const { jobs, readUnits } = await this.getLatestStatePerJob(signal);
    return { statistics: statisticsOf(jobs), readUnits };
  }

  private async *filtered(
    matches: (job: Job) => boolean,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<JobPage> {
    for await (const page of this.getAllJobs(signal)) {
      yield { ...page, jobs: page.jobs.filter(matches) };
    }
  }
}
