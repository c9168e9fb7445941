import type { Projection, TableDescription } from '@aws-sdk/client-dynamodb';
import { laterAttributes, listAttributes } from '../../core/job/jobItem';

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
  /** Tells the table from others, even from one that was created anew under its name; absent if unknown. */
  readonly id?: string;
  /** Later attributes that the index does not include; absent if it has them all. */
  readonly unprojected?: readonly string[];
}

/** Assumed without permission to describe the table. */
export const unknownShape: TableShape = { index: 'none', sizeBytes: 0 };

/** Source: TableDescription in the DynamoDB API reference. */
export function shapeOf(table: TableDescription | undefined): TableShape {
  const index = table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === changesIndex);
  const keys = index?.KeySchema?.map(({ AttributeName }) => AttributeName).join();
  const missing = missingFrom(index?.Projection);
  const usable =
    index?.IndexStatus === 'ACTIVE' &&
    keys === 'shard,updatedAt' &&
    missing.every(name => laterAttributes.includes(name));
  const complete = (index?.ItemCount ?? 0) >= (table?.ItemCount ?? 0);
  return {
    index: usable ? (complete ? 'complete' : 'partial') : 'none',
    sizeBytes: table?.TableSizeBytes ?? 0,
    ...idOf(table),
    ...(usable && missing.length > 0 ? { unprojected: missing } : {}),
  };
}

/** Its ARN names account and region. */
function idOf(table: TableDescription | undefined): Pick<TableShape, 'id'> {
  const { TableArn, CreationDateTime } = table ?? {};
  return TableArn === undefined || CreationDateTime === undefined
    ? {}
    : { id: `${TableArn} ${CreationDateTime.toISOString()}` };
}

/** Attributes of today's writer that an index lacks; keys are always projected. */
function missingFrom(projection: Projection | undefined): readonly string[] {
  if (projection?.ProjectionType === 'ALL') {
    return [];
  }
  const included = projection?.ProjectionType === 'INCLUDE' ? projection.NonKeyAttributes : [];
  const projected = [...(included ?? []), 'jobId', 'shard', 'updatedAt'];
  return listAttributes.filter(name => !projected.includes(name));
}
