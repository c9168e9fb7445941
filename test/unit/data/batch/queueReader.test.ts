import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { readQueues, readSnapshot } from '../../../../src/data/batch/queueReader';
import { FakeQueues } from '../../../support/fakes/fakeQueues';

const { signal } = new AbortController();

describe('Reading the queues of a region', () => {
  it('reads the queues, then only the compute environments that they name', async () => {
    const batch = new FakeQueues();
    batch.environments.push({ computeEnvironmentName: 'unrelated' });

    const { queues, environments, environmentsError } = await readQueues(batch, signal);

    assert.deepEqual(
      queues.map(({ name }) => name),
      ['render'],
    );
    assert.deepEqual(
      environments.map(({ name }) => name),
      ['spot'],
    );
    assert.equal(environmentsError, undefined);
    assert.deepEqual(batch.calls, ['queues', 'environments']);
  });

  it('keeps the queues when AWS denies the compute environments', async () => {
    const batch = new FakeQueues();
    const denied = new UserError('batch.denied', 'Denied', '');
    batch.errors.environments = denied;

    const { queues, environments, environmentsError } = await readQueues(batch, signal);

    assert.equal(queues.length, 1);
    assert.deepEqual(environments, []);
    assert.equal(environmentsError, denied);
  });

  it('fails when AWS denies the queues', async () => {
    const batch = new FakeQueues();
    batch.errors.queues = new UserError('batch.denied', 'Denied', '');

    await assert.rejects(readQueues(batch, signal), { code: 'batch.denied' });
  });

  it('stops when aborted', async () => {
    await assert.rejects(readQueues(new FakeQueues(), AbortSignal.abort()), { name: 'AbortError' });
  });

  it('has an empty front for a queue without runnable jobs', async () => {
    const batch = new FakeQueues();

    assert.deepEqual((await readSnapshot(batch, 'render', signal)).front, []);
  });
});
