import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { shards } from '../../../src/core/job/shard';
import { overlapMs } from '../../../src/data/feed/quietPeriod';

/**
 * The floor: a bare loop that asks the index for what is new once an interval, and shows nothing. What we
 * take beyond it is ours.
 */
export class PlainLoop {
  private readonly firstSeen = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private since = Date.now();

  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    intervalMs: number,
  ) {
    this.timer = setInterval(() => void this.ask(), intervalMs);
  }

  /** When the state was seen first, in milliseconds since the epoch. */
  seenAt(jobId: string, status: string): number | undefined {
    return this.firstSeen.get(`${jobId} ${status}`);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async ask(): Promise<void> {
    const { since } = this;
    this.since = Date.now() - overlapMs;
    const answers = await Promise.all(shards.map(shard => this.changesOf(shard, since)));
    const now = Date.now();
    for (const item of answers.flat()) {
      const name = `${item['jobId']?.S ?? ''} ${item['status']?.S ?? ''}`;
      this.firstSeen.set(name, this.firstSeen.get(name) ?? now);
    }
  }

  private async changesOf(shard: string, since: number) {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'changes',
        KeyConditionExpression: '#shard = :shard AND updatedAt >= :since',
        ExpressionAttributeNames: { '#shard': 'shard' },
        ExpressionAttributeValues: { ':shard': { S: shard }, ':since': { N: String(since) } },
      }),
    );
    return Items;
  }
}
