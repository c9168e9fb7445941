import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { JobItem } from '../src/core/job/jobItem';
import { roomForEvent, storableItem } from './itemLimits';
import { storedEvent } from './storedEvent';
import { updateJob, type UpdateOptions } from './updateJob';

/**
 * Bytes to try for the event of an item that other writers have filled. How much they have left is
 * unknown, since reading the item would cost more than the few jobs for which this matters.
 */
const smallerRooms: readonly number[] = [131_072, 32_768, 8_192, 2_048, 0];

/** Characters of each text as the last resort. */
const shortText = 256;

export interface Writer {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Whether to redact the values of environment variables before storing an event. */
  readonly redactsEnvironment?: boolean;
}

export interface JobWrite extends UpdateOptions {
  readonly item: JobItem;
  readonly event: unknown;
}

/**
 * Writes a job with as much of its event as the item has room for. The state of a job is worth more
 * than its event, so the event shrinks until DynamoDB accepts the item. Throws like DynamoDB.
 */
export async function writeJob(
  jobId: string,
  { item, event, ...options }: JobWrite,
  { client, tableName, redactsEnvironment = false }: Writer,
): Promise<void> {
  const write = async (attributes: JobItem, room: number): Promise<void> => {
    const fullEvent = storedEvent(event, { room, redactsEnvironment });
    const update = updateJob(tableName, jobId, { ...attributes, fullEvent }, options);
    await client.send(new UpdateItemCommand(update));
  };
  const largest = roomForEvent(item);
  for (const room of [largest, ...smallerRooms.filter(smaller => smaller < largest)]) {
    try {
      await write(item, room);
      return;
    } catch (error) {
      if (!isTooLarge(error)) {
        throw error;
      }
    }
  }
  await write(storableItem(item, shortText), 0);
}

/** "Item size to update has exceeded the maximum allowed size". */
export function isTooLarge(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === 'ValidationException' &&
    /item size .*exceeded/i.test(error.message)
  );
}
