import assert from 'node:assert/strict';
import { isThrottling, retryThrottled } from '../../../../lambda/tools/throttling';
import { PatientClock } from '../../../support/fakes/patientClock';

const named = (name: string, options?: ErrorOptions): Error =>
  Object.assign(new Error('no', options), { name });
const throttling = named('ProvisionedThroughputExceededException');

/** Fails so many times, then answers. */
function failing(times: number, error: Error): () => Promise<string> {
  let calls = 0;
  return () => (calls++ < times ? Promise.reject(error) : Promise.resolve('answer'));
}

describe('retryThrottled', () => {
  it('retries after increasing delays, and reports each', async () => {
    const clock = new PatientClock();
    let reports = 0;
    const onThrottled = (): void => {
      reports++;
    };
    assert.equal(await retryThrottled(failing(4, throttling), { clock, onThrottled }), 'answer');
    assert.deepEqual(clock.sleeps, [100, 200, 400, 800]);
    assert.equal(reports, 4);
  });

  it('gives up after some minutes', async () => {
    const clock = new PatientClock();
    await assert.rejects(retryThrottled(failing(1_000, throttling), { clock }), throttling);
    assert(clock.slept > 120_000 && clock.slept < 300_000, `${clock.slept} ms`);
    assert.equal(Math.max(...clock.sleeps), 30_000);
  });

  it('throws any other error at once', async () => {
    const clock = new PatientClock();
    const error = named('ResourceNotFoundException');
    await assert.rejects(retryThrottled(failing(1, error), { clock }), error);
    assert.deepEqual(clock.sleeps, []);
  });

  it('stops waiting when aborted', async () => {
    const options = { clock: new PatientClock(), signal: AbortSignal.abort() };
    await assert.rejects(retryThrottled(failing(1, throttling), options), { name: 'AbortError' });
  });
});

describe('isThrottling', () => {
  it('also recognizes it as the cause of another error', () => {
    assert.equal(isThrottling(named('Error', { cause: named('ThrottlingException') })), true);
    assert.equal(isThrottling(named('Error', { cause: named('TypeError') })), false);
    assert.equal(isThrottling('ThrottlingException'), false);
  });
});
