import assert from 'node:assert/strict';
import { updateJob } from '../../../lambda/updateJob';

const item = {
  jobId: 'job-1',
  jobName: 'event-test',
  status: 'FAILED',
  timestamp: '2026-11-23T10:00:00Z',
  sequence: 1000,
  attempts: 1,
  exitCode: 137,
  fullEvent: '{}',
};

describe('updateJob', () => {
  it('writes a final state unless the stored state is a final one of the same time or later', () => {
    assert.deepEqual(updateJob('Jobs', 'job-1', item), {
      TableName: 'Jobs',
      Key: { jobId: { S: 'job-1' } },
      UpdateExpression:
        'SET #jobName = :jobName, #status = :status, #timestamp = :timestamp,' +
        ' #sequence = :sequence, #attempts = :attempts, #exitCode = :exitCode,' +
        ' #fullEvent = :fullEvent' +
        ' REMOVE #statusReason, #startedAt, #stoppedAt, #reason, #logStreamName, #logGroupName, #expiresAt, #facts',
      ConditionExpression:
        'attribute_not_exists(#jobId)' +
        ' OR (NOT attribute_type(#sequence, :number) AND' +
        ' (NOT attribute_type(#timestamp, :string) OR #timestamp <= :timestamp))' +
        ' OR #sequence < :sequence' +
        ' OR (#sequence = :sequence AND #timestamp < :timestamp)',
      ExpressionAttributeNames: {
        '#jobId': 'jobId',
        '#sequence': 'sequence',
        '#timestamp': 'timestamp',
        '#jobName': 'jobName',
        '#status': 'status',
        '#attempts': 'attempts',
        '#exitCode': 'exitCode',
        '#fullEvent': 'fullEvent',
        '#statusReason': 'statusReason',
        '#startedAt': 'startedAt',
        '#stoppedAt': 'stoppedAt',
        '#reason': 'reason',
        '#logStreamName': 'logStreamName',
        '#logGroupName': 'logGroupName',
        '#expiresAt': 'expiresAt',
        '#facts': 'facts',
      },
      ExpressionAttributeValues: {
        ':jobName': { S: 'event-test' },
        ':status': { S: 'FAILED' },
        ':timestamp': { S: '2026-11-23T10:00:00Z' },
        ':sequence': { N: '1000' },
        ':attempts': { N: '1' },
        ':exitCode': { N: '137' },
        ':fullEvent': { S: '{}' },
        ':number': { S: 'N' },
        ':string': { S: 'S' },
      },
    });
  });

  it('decides between unfinished states by time alone, beyond the clock skew', () => {
    const update = updateJob('Jobs', 'job-1', { ...item, status: 'RUNNABLE', sequence: 2 });
    assert.match(
      update.ConditionExpression ?? '',
      / OR \(#sequence < :terminalSequence AND #timestamp <= :wellBefore\)$/,
    );
    assert.deepEqual(update.ExpressionAttributeValues?.[':terminalSequence'], { N: '1000' });
    assert.deepEqual(update.ExpressionAttributeValues[':wellBefore'], {
      S: '2026-11-23T09:59:58Z',
    });
  });

  it('ignores times when the event has none', () => {
    const { timestamp, ...timeless } = item;
    assert.ok(timestamp);
    const update = updateJob('Jobs', 'job-1', timeless);
    assert.equal(
      update.ConditionExpression,
      'attribute_not_exists(#jobId)' +
        ' OR (NOT attribute_type(#sequence, :number)' +
        ' AND NOT attribute_type(#timestamp, :string))' +
        ' OR #sequence < :sequence',
    );
    assert.match(update.UpdateExpression ?? '', / REMOVE #timestamp, /);
  });

  it('keeps attributes that another writer or an earlier event may have set', () => {
    const { UpdateExpression } = updateJob('Jobs', 'job-1', { jobId: 'job-1', sequence: 2 });
    const [, removed = ''] = UpdateExpression?.split(' REMOVE ') ?? [];
    for (const kept of ['media_id', 'task_id', 'jobQueue', 'createdAt', 'parentId']) {
      assert(!removed.includes(kept), kept);
    }
  });

  it('replaces the facts of a state as a whole, so that none of an earlier one remain', () => {
    const facts = { vcpus: 0.5, tags: { stage: 'pre' } };
    const update = updateJob('Jobs', 'job-1', { ...item, facts });
    assert.match(update.UpdateExpression ?? '', /#facts = :facts/);
    assert.deepEqual(update.ExpressionAttributeValues?.[':facts'], {
      M: { vcpus: { N: '0.5' }, tags: { M: { stage: { S: 'pre' } } } },
    });
  });

  it('updates only an existing item if it may not create one', () => {
    const { ConditionExpression = '' } = updateJob('Jobs', 'job-1', item, { createsItem: false });
    assert.match(ConditionExpression, /^attribute_exists\(#jobId\) AND \(.* OR .*\)$/);
  });

  it('does not replace a stored identifier with one guessed from the name', () => {
    const objectId = '69490f5fc05fb78da7b7380f';
    const named = { ...item, jobName: `pre-${objectId}-1`, task_id: objectId };
    const guessed = updateJob('Jobs', 'job-1', { ...named, media_id: objectId });
    const told = updateJob('Jobs', 'job-1', { ...named, media_id: 'told' });
    assert.match(
      guessed.UpdateExpression ?? '',
      /#media_id = if_not_exists\(#media_id, :media_id\)/,
    );
    assert.match(guessed.UpdateExpression ?? '', /#task_id = if_not_exists\(#task_id, :task_id\)/);
    assert.match(told.UpdateExpression ?? '', /#media_id = :media_id/);
  });
});
