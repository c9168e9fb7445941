import {
  paginateScan,
  QueryCommand,
  type DynamoDBDocumentClient,
  type ScanCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { toUserError } from './awsErrors';
import type { Connection } from './connection';
import type { ItemPage, JobTable, RawItem } from './jobTable';
import { newestItem, sampleJobs, scanJobs } from './requests';

/** The table's reads: parameters come from `requests`, this only sends and pages. */
export class DynamoDbQueries implements JobTable {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly connection: Connection,
  ) {}

  async *scanPages(signal: AbortSignal): AsyncGenerator<ItemPage> {
    const pages = paginateScan({ client: this.client }, scanJobs(this.connection.tableName), {
      abortSignal: signal,
    });
    try {
      for await (const page of pages) {
        yield itemPage(page);
      }
    } catch (error) {
      throw toUserError(error, this.connection);
    }
  }

  /** The first page alone, of at most 100 items. */
  async samplePage(signal: AbortSignal): Promise<ItemPage> {
    const pages = paginateScan({ client: this.client }, sampleJobs(this.connection.tableName), {
      abortSignal: signal,
    });
    try {
      const first = await pages.next();
      return first.done === true ? { items: [], readUnits: 0 } : itemPage(first.value);
    } catch (error) {
      throw toUserError(error, this.connection);
    }
  }

  async getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined> {
    try {
      const { Items } = await this.client.send(
        new QueryCommand(newestItem(this.connection.tableName, jobId)),
        signal === undefined ? {} : { abortSignal: signal },
      );
      return Items?.[0];
    } catch (error) {
      throw toUserError(error, this.connection);
    }
  }

  close(): void {
    this.client.destroy();
  }
}

function itemPage({ Items = [], ConsumedCapacity }: ScanCommandOutput): ItemPage {
  return { items: Items, readUnits: ConsumedCapacity?.CapacityUnits ?? 0 };
}
