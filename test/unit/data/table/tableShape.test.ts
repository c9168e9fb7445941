import assert from 'node:assert/strict';
import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { listAttributes } from '../../../../src/core/job/jobItem';
import { shapeOf } from '../../../../src/data/table/tableShape';
import { jobsTable } from '../../../local/dynamodb/table';

/** The description of our own table, as DynamoDB gives it when the index is built. */
function described(
  over: { status?: string; items?: number; projection?: object } = {},
): TableDescription {
  const { GlobalSecondaryIndexes: [index] = [] } = jobsTable('Jobs', { index: true });
  return {
    ItemCount: 10,
    TableSizeBytes: 4_096,
    GlobalSecondaryIndexes: [
      {
        ...index,
        IndexStatus: (over.status ?? 'ACTIVE') as 'ACTIVE',
        ItemCount: over.items ?? 10,
        ...(over.projection ? { Projection: over.projection } : {}),
      },
    ],
  };
}

describe('shapeOf', () => {
  it('accepts our own index as complete', () => {
    assert.deepEqual(shapeOf(described()), { index: 'complete', sizeBytes: 4_096 });
  });

  it('detects that an index lacks items', () => {
    assert.equal(shapeOf(described({ items: 9 })).index, 'partial');
  });

  it('does not use an index that is being built, or that lacks required attributes', () => {
    assert.equal(shapeOf(described({ status: 'CREATING' })).index, 'none');
    assert.equal(shapeOf(described({ projection: { ProjectionType: 'KEYS_ONLY' } })).index, 'none');
    const few = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['status'] };
    assert.equal(shapeOf(described({ projection: few })).index, 'none');
    assert.equal(shapeOf(described({ projection: { ProjectionType: 'ALL' } })).index, 'complete');
  });

  it('uses an index that lacks only newer attributes, and names them', () => {
    const older = {
      ProjectionType: 'INCLUDE',
      NonKeyAttributes: listAttributes.filter(name => name !== 'facts'),
    };
    assert.deepEqual(shapeOf(described({ projection: older })), {
      index: 'complete',
      sizeBytes: 4_096,
      unprojected: ['facts'],
    });
  });

  it('treats a table without the index, or a missing table, as plain', () => {
    assert.equal(shapeOf({ ItemCount: 3 }).index, 'none');
    assert.equal(shapeOf(undefined).index, 'none');
  });
});
