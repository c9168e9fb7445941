import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { JobItem } from '../../../src/core/job/jobItem';
import { createJobsTable } from '../../local/dynamodb/table';

type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

/** A table of items in DynamoDB Local. */
export class LocalTable {
  private readonly documents: DynamoDBDocumentClient;

  constructor(
    client: DynamoDBClient,
    readonly name: string,
  ) {
    this.documents = DynamoDBDocumentClient.from(client);
  }

  static async create(
    client: DynamoDBClient,
    name: string,
    items: readonly JobItem[],
    index: boolean,
  ): Promise<LocalTable> {
    await createJobsTable(client, name, { index });
    const table = new LocalTable(client, name);
    await table.write(items);
    return table;
  }

  async write(items: readonly JobItem[]): Promise<void> {
    for (let start = 0; start < items.length; start += 25) {
      let requests: Requests = items
        .slice(start, start + 25)
        .map(Item => ({ PutRequest: { Item } }));
      while (requests.length > 0) {
        const written: BatchWriteCommandOutput = await this.documents.send(
          new BatchWriteCommand({ RequestItems: { [this.name]: requests } }),
        );
        requests = written.UnprocessedItems?.[this.name] ?? [];
      }
    }
  }
}
