import { queueName } from '../../core/job/arn';
import type { Job } from '../../core/job/job';
import { jobOf } from '../../core/job/jobItem';
import { latestStates } from '../../core/job/latestStates';
import { statisticsOf, type Statistics } from '../../core/store/statistics';
import { parseTime } from '../../core/text/time';
import { DynamoDbTable } from './dynamoDbTable';
import type { ItemPage } from './jobTable';
import { itemsOfJob, scanJobsInStatus } from './requests';

/** The jobs of one page, and what reading it cost. */
export interface JobPage {
  readonly jobs: readonly Job[];
  /** The number of items without a readable job. */
  readonly malformed: number;
  /** Read capacity units. */
  readonly readUnits: number;
}

/** All pages combined. */
export type JobsRead = JobPage;

/**
 * Queries that each read the table for a single question, as scripts do. The extension reads the table once
 * and follows it, so it needs none of them.
 */
export class DynamoDbQueries extends DynamoDbTable {
  /** Every state in the table; if the table has one item per job, every job. */
  async *getAllJobs(signal?: AbortSignal): AsyncGenerator<JobPage> {
    for await (const page of this.scanPages(signal)) {
      yield jobPage(page);
    }
  }

  /** The latest state of each job, even if the table has several items per job. */
  async getLatestStatePerJob(signal?: AbortSignal): Promise<JobsRead> {
    const all = await collect(this.getAllJobs(signal));
    return { ...all, jobs: latestStates(all.jobs) };
  }

  getFailedJobs(signal?: AbortSignal): AsyncGenerator<JobPage> {
    return this.getJobsByStatus('FAILED', signal);
  }

  async *getJobsByStatus(status: string, signal?: AbortSignal): AsyncGenerator<JobPage> {
    const request = scanJobsInStatus(this.connection.tableName, status);
    for await (const page of this.scan(request, signal)) {
      yield jobPage(page);
    }
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
    const since = now - hours * 3_600_000;
    return this.filtered(job => (parseTime(job.timestamp) ?? -Infinity) >= since, signal);
  }

  /** All states of one job in the table, newest first. */
  getJobHistory(jobId: string, signal?: AbortSignal): Promise<JobsRead> {
    const pages = this.query(itemsOfJob(this.connection.tableName, jobId), signal);
    return collect(
      (async function* () {
        for await (const page of pages) {
          yield jobPage(page);
        }
      })(),
    );
  }

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

/** Reads all pages and combines them. */
export async function collect(pages: AsyncIterable<JobPage>): Promise<JobsRead> {
  const jobs: Job[] = [];
  let malformed = 0;
  let readUnits = 0;
  for await (const page of pages) {
    jobs.push(...page.jobs);
    malformed += page.malformed;
    readUnits += page.readUnits;
  }
  return { jobs, malformed, readUnits };
}

function jobPage({ items, readUnits }: ItemPage): JobPage {
  const jobs = items.map(jobOf).flatMap(read => (read.ok ? [read.job] : []));
  return { jobs, malformed: items.length - jobs.length, readUnits };
}
