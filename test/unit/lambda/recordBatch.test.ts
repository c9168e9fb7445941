import assert from 'node:assert/strict';
import { isSqsBatch, recordBatch } from '../../../lambda/recordBatch';
import type { RecordOutcome, Recorder } from '../../../lambda/recordJobEvent';
import { anEvent } from '../../support/builders/batchEvents';
import { fakeDynamo } from '../../support/fakes/fakeDynamo';

const message = (body: unknown, messageId?: string) => ({
  eventSource: 'aws:sqs',
  messageId,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** DynamoDB refuses the jobs whose id begins with "bad". */
function recording(reports: Partial<Recorder> = {}) {
  const outcomes: RecordOutcome[] = [];
  const failed: string[] = [];
  const { client } = fakeDynamo(({ Key }) =>
    (Key as { jobId: { S: string } }).jobId.S.startsWith('bad') ? 'InternalServerError' : undefined,
  );
  const recorder: Recorder = {
    client,
    tableName: 'Jobs',
    now: () => 0,
    onOutcome: outcome => outcomes.push(outcome),
    onFailed: error => failed.push(String(error)),
    ...reports,
  };
  return { recorder, outcomes, failed };
}

describe('isSqsBatch', () => {
  it('recognizes SQS messages', () => {
    assert(isSqsBatch({ Records: [message('{}'), message('{}')] }));
  });

  it('rejects everything else', () => {
    const others = [
      undefined,
      null,
      'Records',
      [message('{}')],
      {},
      { Records: message('{}') },
      { Records: [message('{}'), { eventSource: 'aws:sns' }] },
      { Records: [null] },
      { Records: ['aws:sqs'] },
      anEvent(),
    ];
    assert.deepEqual(
      others.filter(event => isSqsBatch(event)),
      [],
    );
  });
});

describe('recordBatch', () => {
  it('stores the event of each message, and returns no failures', async () => {
    const { recorder, outcomes, failed } = recording();
    const records = [
      message(anEvent({ jobId: 'one' }), 'm1'),
      message([anEvent({ jobId: 'two' }), anEvent({ jobId: 'three' })], 'm2'),
    ];
    assert.deepEqual(await recordBatch({ Records: records }, recorder), { batchItemFailures: [] });
    assert.deepEqual(outcomes.map(outcome => [outcome.outcome, outcome.jobId]).sort(), [
      ['written', 'one'],
      ['written', 'three'],
      ['written', 'two'],
    ]);
    assert.deepEqual(failed, []);
  });

  it('returns only the messages that DynamoDB failed to store', async () => {
    const { recorder, outcomes, failed } = recording();
    const records = [
      message(anEvent({ jobId: 'bad-1' }), 'm1'),
      message(anEvent({ jobId: 'good' }), 'm2'),
      message(anEvent({ jobId: 'bad-2' }), 'm3'),
    ];
    assert.deepEqual(await recordBatch({ Records: records }, recorder), {
      batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm3' }],
    });
    assert.deepEqual(outcomes, [{ outcome: 'written', jobId: 'good' }]);
    assert.equal(failed.length, 2);
    assert.match(failed[0] ?? '', /Job bad-1 was not written to table Jobs/);
  });

  it('removes messages that are not events, and reports why', async () => {
    const { recorder, outcomes } = recording();
    const records = [message('no JSON', 'm1'), message({ source: 'aws.ecs' }, 'm2')];
    assert.deepEqual(await recordBatch({ Records: records }, recorder), { batchItemFailures: [] });
    assert.deepEqual(outcomes, [
      { outcome: 'rejected', reason: 'the message is not JSON' },
      { outcome: 'rejected', reason: 'source is not "aws.batch"' },
    ]);
  });

  it('fails as a whole if the failed message has no ID', async () => {
    const { recorder } = recording();
    await assert.rejects(
      recordBatch({ Records: [message(anEvent({ jobId: 'bad' }))] }, recorder),
      /Job bad was not written/,
    );
  });

  it('works without a listener', async () => {
    const { client } = fakeDynamo(() => 'InternalServerError');
    const records = [message('no JSON', 'm1'), message(anEvent(), 'm2')];
    assert.deepEqual(
      await recordBatch({ Records: records }, { client, tableName: 'Jobs', now: () => 0 }),
      { batchItemFailures: [{ itemIdentifier: 'm2' }] },
    );
  });
});
