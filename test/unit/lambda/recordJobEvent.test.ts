import assert from 'node:assert/strict';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { recordJobEvent, type RecordOutcome, type Recorder } from '../../../lambda/recordJobEvent';
import { isCutEvent } from '../../../src/core/event/truncationMarker';
import { anAttempt, anEvent } from '../../support/builders/batchEvents';
import { fakeDynamo, type Answer } from '../../support/fakes/fakeDynamo';

function recording(answer?: Answer, settings: Partial<Recorder> = {}) {
  const { client, requests } = fakeDynamo(answer);
  const entries: RecordOutcome[] = [];
  const recorder: Recorder = {
    client,
    tableName: 'Jobs',
    now: () => 1_795_428_000_123,
    onOutcome: outcome => entries.push(outcome),
    ...settings,
  };
  return { requests, entries, record: (event: unknown) => recordJobEvent(event, recorder) };
}

interface Stored {
  readonly S?: string;
  readonly N?: string;
}

const jobId = 'test-job-001';

describe('recordJobEvent', () => {
  it('writes the job with its shard, the time of the write, and the unchanged event', async () => {
    const { record, requests, entries } = recording();
    const event = anEvent({ jobId, news: ['kept', 1] });
    assert.deepEqual(await record(event), { outcome: 'written', jobId });
    assert.equal(requests.length, 1);
    const values = requests[0]?.['ExpressionAttributeValues'] as Record<string, object>;
    assert.deepEqual(values[':shard'], { S: '1' });
    assert.deepEqual(values[':updatedAt'], { N: '1795428000123' });
    assert.deepEqual(values[':fullEvent'], { S: JSON.stringify(event) });
    assert.deepEqual(entries, [{ outcome: 'written', jobId }]);
  });

  it('counts a failed condition as stale, and reports it', async () => {
    const { record, entries } = recording(() => 'ConditionalCheckFailedException');
    assert.deepEqual(await record(anEvent({ jobId })), { outcome: 'stale', jobId });
    assert.deepEqual(entries, [{ outcome: 'stale', jobId }]);
  });

  it('rejects events that are not job state changes, without writing, and reports why', async () => {
    const { record, requests, entries } = recording();
    const reason = 'source is not "aws.batch"';
    assert.deepEqual(await record({ source: 'aws.ecs' }), { outcome: 'rejected', reason });
    assert.deepEqual(entries, [{ outcome: 'rejected', reason }]);
    assert.deepEqual(requests, []);
  });

  const valuesOf = ({ requests }: ReturnType<typeof recording>): Record<string, Stored> =>
    requests[0]?.['ExpressionAttributeValues'] as Record<string, Stored>;

  it('rejects a key that DynamoDB would reject', async () => {
    const { record, requests } = recording();
    for (const [id, reason] of [
      ['x'.repeat(2_049), 'jobId is longer than 2048 bytes'],
      ['half \ud800', 'jobId is not valid Unicode'],
    ] as const) {
      assert.deepEqual(await record(anEvent({ jobId: id })), { outcome: 'rejected', reason });
    }
    assert.deepEqual(requests, []);
  });

  it('stores a complete event if it fits, and shortens it otherwise', async () => {
    for (const [length, isWhole] of [
      [408_000, true],
      [420_000, false],
    ] as const) {
      const run = recording();
      const event = anEvent({ jobId, parameters: { text: 'x'.repeat(length) } });
      assert.equal((await run.record(event)).outcome, 'written');
      const stored = valuesOf(run)[':fullEvent']?.S ?? '';
      assert.equal(stored === JSON.stringify(event), isWhole);
      assert.equal(isCutEvent(stored), !isWhole);
    }
  });

  it('stores a job whose reason alone is too long for an item, with the reason shortened', async () => {
    const run = recording();
    const event = anEvent({ jobId, statusReason: 'é'.repeat(500_000) });
    assert.equal((await run.record(event)).outcome, 'written');
    assert.match(
      valuesOf(run)[':statusReason']?.S ?? '',
      /^é{8192}… \(cut: 491808 more characters\)$/,
    );
  });

  it('stores a job whose strings leave little room, with an event that fits', async () => {
    const run = recording();
    const long = '€'.repeat(8_192);
    const names = ['mediaId', 'taskId', 'assemblyId', 'workspaceUid'];
    const event = anEvent(
      {
        jobId,
        ...Object.fromEntries(
          ['jobName', 'status', 'jobQueue', 'jobDefinition', 'statusReason'].map(name => [
            name,
            long,
          ]),
        ),
        parameters: Object.fromEntries(names.map(name => [name, long])),
        attempts: [anAttempt({ reason: long, logStreamName: long, exitCode: 1 })],
        container: {
          reason: long,
          logStreamName: long,
          logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': long } },
        },
      },
      { region: long, account: long },
    );
    assert.deepEqual(await run.record(event), { outcome: 'written', jobId });
    const stored = valuesOf(run)[':fullEvent']?.S ?? '';
    assert(isCutEvent(stored));
    const bytes = Object.entries(valuesOf(run))
      .map(([name, { S = '' }]) => Buffer.byteLength(name) + Buffer.byteLength(S) + 21)
      .reduce((sum, size) => sum + size, 0);
    assert(bytes < 400 * 1_024, `${bytes} bytes`);
  });

  it('rejects a job for which even the smallest item is too large', async () => {
    const tooLarge = Object.assign(new Error('Item size to update has exceeded the maximum'), {
      name: 'ValidationException',
    });
    const client = { send: () => Promise.reject(tooLarge) } as unknown as DynamoDBClient;
    const reason = 'other attributes fill the item of the job';
    const { record } = recording(undefined, { client });
    assert.deepEqual(await record(anEvent({ jobId })), { outcome: 'rejected', reason, jobId });
  });

  it('omits numbers that are not counts, codes or times', async () => {
    const run = recording();
    await run.record(anEvent({ jobId, createdAt: 1e300, startedAt: 0.5, stoppedAt: 7 }));
    const { ':createdAt': created, ':startedAt': started, ':stoppedAt': stopped } = valuesOf(run);
    assert.deepEqual([created, started, stopped], [undefined, undefined, { N: '7' }]);
  });

  it('sets when a finished job may be deleted, if a retention is set', async () => {
    const run = recording(undefined, { retentionDays: 30 });
    await run.record(anEvent({ jobId, status: 'FAILED' }));
    assert.deepEqual(valuesOf(run)[':expiresAt'], { N: String(1_795_428_000 + 30 * 86_400) });
  });

  it('sets no expiry on an unfinished job', async () => {
    const run = recording(undefined, { retentionDays: 30 });
    await run.record(anEvent({ jobId, status: 'RUNNING' }));
    assert.equal(valuesOf(run)[':expiresAt'], undefined);
    assert.match(String(run.requests[0]?.['UpdateExpression']), / REMOVE .*#expiresAt/);
  });

  it('keeps a job forever, and its environment unchanged, by default', async () => {
    const run = recording();
    const environment = [{ name: 'STAGE', value: 'test' }];
    await run.record(anEvent({ jobId, container: { environment } }));
    assert.equal(valuesOf(run)[':expiresAt'], undefined);
    assert(valuesOf(run)[':fullEvent']?.S?.includes('"value":"test"'));
  });

  it('reports how long each write took', async () => {
    const times: number[] = [];
    await recording(undefined, { onOutcome: (_, ms) => times.push(ms) }).record(anEvent());
    assert(times.length === 1 && times.every(ms => ms >= 0 && ms < 60_000));
  });

  it('redacts the environment before storing, if configured', async () => {
    const environment = [{ name: 'TOKEN', value: 'hunter2' }];
    for (const large of ['', 'x'.repeat(500_000)]) {
      const run = recording(undefined, { redactsEnvironment: true });
      await run.record(anEvent({ jobId, large, container: { environment } }));
      const stored = valuesOf(run)[':fullEvent']?.S ?? '';
      assert(stored.includes('"name":"TOKEN"'));
      assert(!stored.includes('hunter2'));
    }
  });

  it('throws when DynamoDB fails, so that Lambda retries', async () => {
    const { record } = recording(() => 'ProvisionedThroughputExceededException');
    await assert.rejects(record(anEvent({ jobId })), error => {
      assert((error as Error).cause instanceof Error);
      return true;
    });
    await assert.rejects(record(anEvent({ jobId })), {
      message:
        'Job test-job-001 was not written to table Jobs:' +
        ' ProvisionedThroughputExceededException: refused by the fake',
    });
  });

  it('never reports the content of an event', async () => {
    const { record, entries } = recording();
    const secret = 'hunter2';
    await record(anEvent({ jobId: [secret] }, { time: secret }));
    await record(anEvent({ jobId, parameters: { secret: secret.repeat(80_000) } }));
    assert.equal(entries.length, 2);
    assert(!JSON.stringify(entries).includes(secret));
  });
});
