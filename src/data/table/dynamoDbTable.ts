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
import { isUserError } from '../../core/diagnostics/errors';
import type { Identity } from '../../core/aws/identity';
import { shards } from '../../core/job/shard';
import { BadResponse, toUserError } from '../errors/awsErrors';
import { createClient, createDocumentClient, type Timeouts } from '../credentials/clients';
import { forgetCredentials } from '../credentials/credentialCache';
import { awsFilesFingerprint } from '../config/credentialFiles';
import { canIdentify, identityOf } from '../credentials/identity';
import type { ItemPage, JobTable, RawItem } from './jobTable';
import { mergePages } from './mergePages';
import { changesOfShard, currentItem, newestItem, sampleJobs, scanSegment } from './requests';
import type { Target } from '../config/endpoint';
import { recordServerTime, servedAtOf } from '../credentials/serverTime';
import { shapeOf, unknownShape, type TableShape } from './tableShape';

/** Jobs looked up in parallel. */
const lookupsAtOnce = 10;

/**
 * The reads of the extension. Parameters come from `requests`; this sends them and reads all pages. All
 * methods throw {UserError} for errors of AWS or the network, and AbortError when aborted.
 */
export class DynamoDbTable implements JobTable {
  readonly client: DynamoDBClient;
  private readonly documents: DynamoDBDocumentClient;
  private readonly files: Promise<string>;
  /** Says what the index includes. */
  private lastShape: TableShape | undefined;

  constructor(
    protected readonly connection: Target,
    timeouts?: Timeouts,
  ) {
    this.client = createClient(connection, timeouts);
    recordServerTime(this.client);
    this.documents = createDocumentClient(this.client);
    this.files = awsFilesFingerprint();
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
    const now = await awsFilesFingerprint();
    const isOutdated = (await this.files) !== now;
    if (isOutdated) {
      forgetCredentials(now);
    }
    return isOutdated;
  }

  async shape(signal: AbortSignal): Promise<TableShape> {
    return (this.lastShape = await this.describe(signal));
  }

  private async describe(signal: AbortSignal): Promise<TableShape> {
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

  async *changedPages(signal: AbortSignal, since?: number): AsyncGenerator<ItemPage> {
    const { unprojected } = this.lastShape ?? (await this.shape(signal));
    yield* mergePages(
      shards.map(shard =>
        this.query(changesOfShard(this.connection.tableName, shard, since, unprojected), signal),
      ),
    );
  }

  /** Only the first page, of at most 100 items. */
  async samplePage(signal: AbortSignal, count: number): Promise<ItemPage> {
    for await (const page of this.scan(sampleJobs(this.connection.tableName, count), signal)) {
      return page;
    }
    return { items: [], readUnits: 0 };
  }

  async *currentPages(jobIds: readonly string[], signal: AbortSignal): AsyncGenerator<ItemPage> {
    for (let start = 0; start < jobIds.length; start += lookupsAtOnce) {
      const some = jobIds.slice(start, start + lookupsAtOnce);
      yield* mergePages(
        some.map(jobId => this.query(currentItem(this.connection.tableName, jobId), signal)),
      );
    }
  }

  async getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined> {
    const request = newestItem(this.connection.tableName, jobId);
    for await (const { items } of this.query(request, signal)) {
      return items[0];
    }
    return undefined;
  }

  close(): void {
    this.client.destroy();
  }

  protected scan(input: ScanCommandInput, signal?: AbortSignal): AsyncGenerator<ItemPage> {
    return this.pages(options => paginateScan({ client: this.documents }, input, options), signal);
  }

  protected query(input: QueryCommandInput, signal?: AbortSignal): AsyncGenerator<ItemPage> {
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
        // A response without items is not an empty page, and must not be mistaken for the end of the table.
        if (!Array.isArray(page.Items)) {
          throw new BadResponse(t('the response has no Items list.'));
        }
        progress.check(page.LastEvaluatedKey);
        yield {
          items: page.Items,
          readUnits: page.ConsumedCapacity?.CapacityUnits ?? 0,
          servedAt: servedAtOf(page),
        };
      }
    } catch (error) {
      throw toUserError(error, this.connection);
    }
  }
}

/** A repeated page does no harm, but pages that loop would never end. */
class Progress {
  private lastKey: string | undefined;
  private repeats = 0;

  check(key: object | undefined): void {
    const text = key && JSON.stringify(key);
    this.repeats = text !== undefined && text === this.lastKey ? this.repeats + 1 : 0;
    this.lastKey = text;
    if (this.repeats > 2) {
      throw new BadResponse(t('the pages of the response never end.'));
    }
  }
}
