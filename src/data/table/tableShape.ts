import type { Projection, TableDescription } from '@aws-sdk/client-dynamodb';
import { listAttributes } from '../../core/job/jobItem';

/** The index that makes a refresh cost only what changed: partition `shard`, sort key `updatedAt`. */
export const changesIndex = 'changes';

export interface TableShape {
  /**
   * `complete`: every item is in index `changes`. `partial`: some are missing, such as those written before
   * the index existed. `none`: the index does not exist, is still being built, or lacks attributes of jobs.
   */
  readonly index: 'none' | 'partial' | 'complete';
  /** Size of the whole table, as DynamoDB measured it up to six hours ago. */
  readonly sizeBytes: number;
}

/** Assumed without permission to describe the table. */
export const unknownShape: TableShape = { index: 'none', sizeBytes: 0 };

/** Source: TableDescription in the DynamoDB API reference. */
export function shapeOf(table: TableDescription | undefined): TableShape {
  const index = table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === changesIndex);
  const keys = index?.KeySchema?.map(({ AttributeName }) => AttributeName).join();
  const usable =
    index?.IndexStatus === 'ACTIVE' && keys === 'shard,updatedAt' && holdsJobs(index.Projection);
  const complete = (index?.ItemCount ?? 0) >= (table?.ItemCount ?? 0);
  return {
    index: usable ? (complete ? 'complete' : 'partial') : 'none',
    sizeBytes: table?.TableSizeBytes ?? 0,
  };
}

/**
 * Keys are always projected; an index without an attribute that the writer uses today would show incomplete
 * jobs.
 */
function holdsJobs(projection: Projection | undefined): boolean {
  const projected = [...(projection?.NonKeyAttributes ?? []), 'jobId', 'shard', 'updatedAt'];
  return (
    projection?.ProjectionType === 'ALL' ||
    (projection?.ProjectionType === 'INCLUDE' &&
      listAttributes.every(name => projected.includes(name)))
  );
}
