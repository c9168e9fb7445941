import assert from 'node:assert/strict';
import type { LogEntry } from '../../../lambda/log';
import { recordJobEvent, type Recorder } from '../../../lambda/recordJobEvent';
import { anEvent } from '../../support/batchEvents';
import { fakeDynamo, type Answer } from '../../support/fakeDynamo';

function recording(answer?: Answer) {
  const { client, requests } = fakeDynamo(answer);
  const entries: LogEntry[] = [];
  const recorder: Recorder = {
    client,
    tableName: 'Jobs',
    now: () => 1_795_428_000_123,
    log: entry => entries.push(entry),
  };
  return { requests, entries, record: (event: unknown) => recordJobEvent(event, recorder) };
}

const jobId = 'test-job-001';

describe('recordJobEvent', () => {
  it('writes the job with its shard, the time of the write, and the event as it came', async () => {
    const { record, requests, entries } = recording();
    const event = anEvent({ jobId, news: ['kept', 1] });
    assert.deepEqual(await record(event), { outcome: 'written', jobId });
    assert.equal(requests.length, 1);
    const values = requests[0]?.['ExpressionAttributeValues'] as Record<string, object>;
    assert.deepEqual(values[':shard'], { S: '1' });
    assert.deepEqual(values[':updatedAt'], { N: '1795428000123' });
    assert.deepEqual(values[':fullEvent'], { S: JSON.stringify(event) });
    assert.deepEqual(entries, []);
  });

  it('calls a lost condition stale, and counts it in the log', async () => {
    const { record, entries } = recording(() => 'ConditionalCheckFailedException');
    assert.deepEqual(await record(anEvent({ jobId })), { outcome: 'stale', jobId });
    assert.deepEqual(entries, [{ level: 'INFO', outcome: 'stale', jobId }]);
  });

  it('rejects what is no job state change, without writing, and says why in the log', async () => {
    const { record, requests, entries } = recording();
    const reason = 'source is not "aws.batch"';
    assert.deepEqual(await record({ source: 'aws.ecs' }), { outcome: 'rejected', reason });
    assert.deepEqual(entries, [{ level: 'WARN', outcome: 'rejected', reason }]);
    assert.deepEqual(requests, []);
  });

  it('rejects whole what DynamoDB would not take', async () => {
    const { record, requests } = recording();
    const large = await record(anEvent({ jobId, parameters: { text: 'é'.repeat(210_000) } }));
    assert.equal(large.outcome, 'rejected');
    assert.match(large.reason, /^the item would be \d{6} bytes, more than DynamoDB's 409600$/);
    const long = await record(anEvent({ jobId: 'x'.repeat(2_049) }));
    assert.equal(long.outcome === 'rejected' && long.reason, 'jobId is longer than 2048 bytes');
    assert.deepEqual(requests, []);
  });

  it('takes an event of just the size that fits', async () => {
    const { record } = recording();
    const text = 'x'.repeat(408_000);
    assert.equal((await record(anEvent({ jobId, text }))).outcome, 'written');
  });

  it('throws when DynamoDB fails, so that Lambda tries again', async () => {
    const { record } = recording(() => 'ProvisionedThroughputExceededException');
    await assert.rejects(record(anEvent({ jobId })), {
      message:
        'Job test-job-001 was not written to table Jobs:' +
        ' ProvisionedThroughputExceededException: refused by the fake',
    });
  });

  it('logs no content of an event', async () => {
    const { record, entries } = recording();
    const secret = 'hunter2';
    await record(anEvent({ jobId: [secret] }, { time: secret }));
    await record(anEvent({ jobId, parameters: { secret: secret.repeat(80_000) } }));
    assert.equal(entries.length, 2);
    assert(!JSON.stringify(entries).includes(secret));
  });
});
