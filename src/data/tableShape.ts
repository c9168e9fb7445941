import type { TableDescription } from '@aws-sdk/client-dynamodb';

/** The index that lets a refresh cost what changed: partition `shard`, sort key `updatedAt`. */
export const changesIndex = 'changes';

export interface TableShape {
  /**
   * `complete`: every item is in index `changes`. `partial`: it lacks items, such as those written
   * before it was there. `none`: there is no such index, or it is still being built.
   */
  readonly index: 'none' | 'partial' | 'complete';
  /** Of the whole table, as DynamoDB counted up to six hours ago. */
  readonly sizeBytes: number;
}

/** What can be assumed of a table nobody may describe. */
export const unknownShape: TableShape = { index: 'none', sizeBytes: 0 };

/** Source: TableDescription in the DynamoDB API reference. */
export function shapeOf(table: TableDescription | undefined): TableShape {
  const index = table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === changesIndex);
  const keys = index?.KeySchema?.map(({ AttributeName }) => AttributeName).join();
  const usable = index?.IndexStatus === 'ACTIVE' && keys === 'shard,updatedAt';
  const complete = (index?.ItemCount ?? 0) >= (table?.ItemCount ?? 0);
  return {
    index: usable ? (complete ? 'complete' : 'partial') : 'none',
    sizeBytes: table?.TableSizeBytes ?? 0,
  };
}
