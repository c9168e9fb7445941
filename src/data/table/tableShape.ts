import type { Projection, TableDescription } from '@aws-sdk/client-dynamodb';
import { listAttributes } from '../../core/job/jobItem';

/** The index that lets a refresh cost what changed: partition `shard`, sort key `updatedAt`. */
export const changesIndex = 'changes';

export interface TableShape {
  /**
   * `complete`: every item is in index `changes`. `partial`: it lacks items, such as those written
   * before it was there. `none`: there is no such index, it is still being built, or it lacks
   * attributes that jobs are made of.
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
  const usable =
    index?.IndexStatus === 'ACTIVE' && keys === 'shard,updatedAt' && holdsJobs(index.Projection);
  const complete = (index?.ItemCount ?? 0) >= (table?.ItemCount ?? 0);
  return {
    index: usable ? (complete ? 'complete' : 'partial') : 'none',
    sizeBytes: table?.TableSizeBytes ?? 0,
  };
}

/** Keys are always projected; an index that lacks an attribute of today's writer shows half a job. */
function holdsJobs(projection: Projection | undefined): boolean {
  const projected = [...(projection?.NonKeyAttributes ?? []), 'jobId', 'shard', 'updatedAt'];
  return (
    projection?.ProjectionType === 'ALL' ||
    (projection?.ProjectionType === 'INCLUDE' &&
      listAttributes.every(name => projected.includes(name)))
  );
}
