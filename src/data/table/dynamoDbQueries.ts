import { t } from '@vscode/l10n';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  paginateQuery,
  paginateScan,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
  type QueryCommandOutput,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { queueName } from '../../core/job/arn';
import type { CheckStep } from '../../core/diagnostics/checkReport';
import { isUserError } from '../../core/diagnostics/errors';
import type { Identity } from '../../core/aws/identity';
import type { Job } from '../../core/job/job';
import { jobOf } from '../../core/job/jobItem';
import { latestStates } from '../../core/job/latestStates';
import { shards } from '../../core/job/shard';
import { statisticsOf, type Statistics } from '../../core/store/statistics';
import { parseTime } from '../../core/text/time';
import { BadAnswer, toUserError } from '../errors/awsErrors';
import { createClient, createDocumentClient, type Patience } from '../credentials/clients';
import { forgetCredentials } from '../credentials/credentialCache';
import { runCheck, type CheckOptions } from '../check/connectionCheck';
import { awsFilesNow } from '../config/credentialFiles';
import { canIdentify, identityOf } from '../credentials/identity';
import type { ItemPage, JobTable, RawItem } from './jobTable';
import { mergePages } from './mergePages';
import {
  changesOfShard,
  itemsOfJob,
  newestItem,
  sampleJobs,
  scanJobsInStatus,
  scanSegment,
} from './requests';
import type { Target } from '../config/endpoint';
import { shapeOf, unknownShape, type TableShape } from './tableShape';

/** Jobs of one page, with what reading it cost. */
export interface JobPage {
  readonly jobs: readonly Job[];
  /** Items of the page that hold no readable job. */
  readonly malformed: number;
  /** Read capacity units. */
  readonly readUnits: number;
}

/** All pages of an answer taken together. */
export type JobsRead = JobPage;

/**
 * Every read of the table. Parameters come from `requests`; this sends, pages to the end and makes
 * jobs of items. All methods throw {UserError} for what AWS or the network refuses, and AbortError
 * when aborted.
 */
export class DynamoDbQueries implements JobTable {
  private readonly client: DynamoDBClient;
  private readonly documents: DynamoDBDocumentClient;
  private readonly files: Promise<string>;

  constructor(
    private readonly connection: Target,
    patience?: Patience,
  ) {
    this.client = createClient(connection, patience);
    this.documents = createDocumentClient(this.client);
    this.files = awsFilesNow();
  }

  async identity(signal: AbortSignal): Promise<Identity | undefined> {
    if (!canIdentify(this.connection)) {
      return undefined;
    }
    try {
      return await identityOf(this.connection, signal);
    } catch (error) {
      throw toUserError(error, this.connection);
    }
  }

  async isOutdated(): Promise<boolean> {
    const now = await awsFilesNow();
    const isOutdated = (await this.files) !== now;
    if (isOutdated) {
      forgetCredentials(now);
    }
    return isOutdated;
  }

  async shape(signal: AbortSignal): Promise<TableShape> {
    try {
      const request = new DescribeTableCommand({ TableName: this.connection.tableName });
      return shapeOf((await this.client.send(request, { abortSignal: signal })).Table);
    } catch (thrown) {
      const error = toUserError(thrown, this.connection);
      if (isUserError(error) && error.code === 'access.denied') {
        return unknownShape;
      }
      throw error;
    }
  }

  scanPages(signal?: AbortSignal, segments = 1): AsyncGenerator<ItemPage> {
    return mergePages(
      Array.from({ length: segments }, (_, segment) =>
        this.scan(scanSegment(this.connection.tableName, segment, segments), signal),
      ),
    );
  }

  changedPages(signal: AbortSignal, since?: number): AsyncGenerator<ItemPage> {
    return mergePages(
      shards.map(shard =>
        this.query(changesOfShard(this.connection.tableName, shard, since), signal),
      ),
    );
  }

  /** The first page alone, of at most 100 items. */
  async samplePage(signal: AbortSignal, count: number): Promise<ItemPage> {
    for await (const page of this.scan(sampleJobs(this.connection.tableName, count), signal)) {
      return page;
    }
    return { items: [], readUnits: 0 };
  }

  async getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined> {
    const request = newestItem(this.connection.tableName, jobId);
    for await (const { items } of this.query(request, signal)) {
      return items[0];
    }
    return undefined;
  }

  /** Every state the table holds; of a table with one item a job, every job. */
  async *getAllJobs(signal?: AbortSignal): AsyncGenerator<JobPage> {
    for await (const page of this.scanPages(signal)) {
      yield jobPage(page);
    }
  }

  /** One state a job, the latest, also of a table that holds several items a job. */
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

  /** Jobs whose queue's name contains `part`, upper and lower case alike. */
  getJobsByQueue(part: string, signal?: AbortSignal): AsyncGenerator<JobPage> {
    const wanted = part.toLowerCase();
    return this.filtered(job => queueName(job.jobQueue).toLowerCase().includes(wanted), signal);
  }

  /** Jobs of the last `hours`, by instant, whatever the form of their timestamps. */
  getJobsByTimeRange(
    hours: number,
    signal?: AbortSignal,
    now = Date.now(),
  ): AsyncGenerator<JobPage> {
    const since = now - hours * 3_600_000;
    return this.filtered(job => (parseTime(job.timestamp) ?? -Infinity) >= since, signal);
  }

  /** All states the table holds of one job, newest first. */
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

  /** Tries the connection step by step; a failed step is part of the answer, not thrown. */
  testConnection(options: CheckOptions): Promise<CheckStep[]> {
    return runCheck(this.connection, this.client, this, options);
  }

  close(): void {
    this.client.destroy();
  }

  private async *filtered(
    wanted: (job: Job) => boolean,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<JobPage> {
    for await (const page of this.getAllJobs(signal)) {
      yield { ...page, jobs: page.jobs.filter(wanted) };
    }
  }

  private scan(input: ScanCommandInput, signal?: AbortSignal): AsyncGenerator<ItemPage> {
    return this.pages(options => paginateScan({ client: this.documents }, input, options), signal);
  }

  private query(input: QueryCommandInput, signal?: AbortSignal): AsyncGenerator<ItemPage> {
    return this.pages(options => paginateQuery({ client: this.documents }, input, options), signal);
  }

  private async *pages(
    paginate: (options: {
      abortSignal?: AbortSignal;
    }) => AsyncIterable<ScanCommandOutput | QueryCommandOutput>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ItemPage> {
    try {
      const progress = new Progress();
      for await (const page of paginate(signal === undefined ? {} : { abortSignal: signal })) {
        // What has no items is not an empty page, and must not pass for the end of the table.
        if (!Array.isArray(page.Items)) {
          throw new BadAnswer(t('it holds no list of items.'));
        }
        progress.check(page.LastEvaluatedKey);
        yield {
          items: page.Items,
          readUnits: page.ConsumedCapacity?.CapacityUnits ?? 0,
        };
      }
    } catch (error) {
      throw toUserError(error, this.connection);
    }
  }
}

/** A page that comes twice does no harm; pages that lead back to where they began would never end. */
class Progress {
  private lastKey: string | undefined;
  private repeats = 0;

  check(key: object | undefined): void {
    const text = key && JSON.stringify(key);
    this.repeats = text !== undefined && text === this.lastKey ? this.repeats + 1 : 0;
    this.lastKey = text;
    if (this.repeats > 2) {
      throw new BadAnswer(t('its pages do not come to an end.'));
    }
  }
}

/** Reads to the end and adds up. */
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
