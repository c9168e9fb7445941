import assert from 'node:assert/strict';
import { replayFiles, type Rejection } from '../../../../../lambda/tools/replay/replayEvents';
import { aLifeWithRetry, anEvent } from '../../../../support/builders/batchEvents';
import { fakeDynamo, type Answer } from '../../../../support/fakes/fakeDynamo';
import { PatientClock } from '../../../../support/fakes/patientClock';

function replaying(events: readonly unknown[], answer?: Answer) {
  const { client, requests } = fakeDynamo(answer);
  const clock = new PatientClock();
  const rejections: Rejection[] = [];
  async function* standardInput(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(events.map(event => JSON.stringify(event)).join('\n')));
  }
  const run = () =>
    replayFiles(['-'], {
      recorder: { client, tableName: 'Jobs', now: clock.now },
      clock,
      concurrency: 8,
      standardInput: standardInput(),
      onRejected: rejection => rejections.push(rejection),
    });
  return { run, requests, clock, rejections };
}

describe('replayFiles', () => {
  it('waits while DynamoDB throttles, and loses nothing', async () => {
    let requests = 0;
    const { run, clock } = replaying(aLifeWithRetry('a'), () =>
      ++requests % 3 === 0 ? 'ProvisionedThroughputExceededException' : undefined,
    );
    assert.deepEqual(await run(), { written: 7, stale: 0, rejected: 0 });
    assert.deepEqual(clock.sleeps, [100, 100, 100]);
  });

  it('keeps the order of each job, whatever the concurrency', async () => {
    const lives = ['a', 'b', 'c'].map(aLifeWithRetry);
    const { run, requests } = replaying(lives.flat());
    await run();
    for (const [index, jobId] of ['a', 'b', 'c'].entries()) {
      const written = requests
        .filter(({ Key }) => (Key as { jobId: { S: string } }).jobId.S === jobId)
        .map(({ ExpressionAttributeValues }) => ExpressionAttributeValues)
        .map(values => (values as { ':status': { S: string } })[':status'].S);
      const states = lives[index]?.map(event => (event['detail'] as { status: string }).status);
      assert.deepEqual(written, states);
    }
  });

  it('stops when the table fails', async () => {
    const { run } = replaying([anEvent({ jobId: 'a' })], () => 'AccessDeniedException');
    await assert.rejects(run(), { message: /^Job a was not written to table Jobs: AccessDenied/ });
  });

  it('reports the position of rejected events', async () => {
    const { run, rejections } = replaying([anEvent(), { Body: 'secret' }, 7]);
    assert.deepEqual(await run(), { written: 1, stale: 0, rejected: 2 });
    const file = 'standard input';
    assert.deepEqual(rejections, [
      { file, position: 'event 2 (line 2), Body', reason: 'is not JSON' },
      { file, position: 'event 3 (line 3)', reason: 'the event is not an object' },
    ]);
  });
});
