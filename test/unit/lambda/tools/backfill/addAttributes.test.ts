import assert from 'node:assert/strict';
import { addAttributes } from '../../../../../lambda/tools/backfill/addAttributes';

describe('addAttributes', () => {
  it('adds missing attributes to an item in the same state, and replaces none', () => {
    const item = { jobId: 'job-1', status: 'RUNNING', timestamp: '2026-11-23T10:00:00Z', note: 1 };
    const missing = { sequence: 4, shard: '1' };
    assert.deepEqual(addAttributes('Jobs', ['jobId'], item, missing), {
      TableName: 'Jobs',
      Key: { jobId: 'job-1' },
      UpdateExpression:
        'SET #sequence = if_not_exists(#sequence, :sequence),' +
        ' #shard = if_not_exists(#shard, :shard)',
      ConditionExpression:
        'attribute_exists(#jobId) AND #status = :was_status' +
        ' AND #timestamp = :was_timestamp AND attribute_not_exists(#sequence)',
      ExpressionAttributeNames: {
        '#jobId': 'jobId',
        '#status': 'status',
        '#timestamp': 'timestamp',
        '#sequence': 'sequence',
        '#shard': 'shard',
      },
      ExpressionAttributeValues: {
        ':sequence': 4,
        ':shard': '1',
        ':was_status': 'RUNNING',
        ':was_timestamp': '2026-11-23T10:00:00Z',
      },
      ReturnConsumedCapacity: 'TOTAL',
    });
  });

  it('includes the sort key of a table that has one', () => {
    const item = { jobId: 'job-1', timestamp: '2026-11-23T10:00:00Z', sequence: 4 };
    const { Key, ConditionExpression } = addAttributes('Jobs', ['jobId', 'timestamp'], item, {
      shard: '1',
    });
    assert.deepEqual(Key, { jobId: 'job-1', timestamp: '2026-11-23T10:00:00Z' });
    assert.match(
      ConditionExpression ?? '',
      /attribute_not_exists\(#status\) .* AND #sequence = :was_sequence$/,
    );
  });
});
