import assert from 'node:assert/strict';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { readQueues, readSnapshot } from '../../../../src/data/batch/queueReader';
import { LocalBatch } from '../../../support/emulators/aws/localBatch';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('Reading queues over the wire', () => {
  const { signal } = new AbortController();
  let environment: NodeJS.ProcessEnv;
  let batch: LocalBatch;
  let client: BatchClient;

  beforeEach(async () => {
    environment = process.env;
    batch = new LocalBatch();
    process.env = {
      ...environment,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_BATCH: await batch.server.start(),
    };
    client = new BatchClient(connection);
  });

  afterEach(async () => {
    client.close();
    process.env = environment;
    await batch.server.stop();
  });

  it('reads 100 queues with 150 compute environments in 3 calls', async () => {
    for (let index = 0; index < 150; index++) {
      batch.addEnvironment(`environment-${index}`);
    }
    for (let index = 0; index < 100; index++) {
      batch.addQueue(`queue-${index}`, {
        computeEnvironmentOrder: [
          { order: 1, computeEnvironment: `environment-${index}` },
          { order: 2, computeEnvironment: `environment-${index + 50}` },
        ],
      });
    }

    const { queues, environments } = await readQueues(client, signal);

    assert.equal(queues.length, 100);
    assert.equal(new Set(environments.map(({ name }) => name)).size, 150);
    assert.equal(batch.calls.length, 3);
  });

  it('reads nothing more in a region without queues', async () => {
    const { queues, environments } = await readQueues(client, signal);

    assert.deepEqual([queues, environments], [[], []]);
    assert.equal(batch.calls.length, 1);
  });

  it('survives throttling', async () => {
    batch.addQueue('render');
    batch.throttles = 2;

    const { queues } = await readQueues(client, signal);

    assert.equal(queues.length, 1);
  });

  it('explains a denied front with the statement that allows it', async () => {
    const arn = batch.addQueue('render');
    batch.denied.add('GetJobQueueSnapshot');

    await assert.rejects(
      readSnapshot(client, arn, signal),
      (error: Error & { snippet?: string }) => {
        assert.match(error.message, /AWS denied batch:GetJobQueueSnapshot/);
        assert.match(error.snippet ?? '', /batch:GetJobQueueSnapshot/);
        return true;
      },
    );
  });

  it('reads the front of a queue that was deleted meanwhile as an error', async () => {
    await assert.rejects(readSnapshot(client, 'gone', signal), { code: 'batch.rejected' });
  });

  it('reads the front of a queue in its order', async () => {
    const arn = batch.addQueue('render');
    const jobs = ['b', 'a'].map(id => ({ jobArn: batch.arn('job', id) }));
    batch.fronts.set(arn, { jobs });

    const { front, utilization } = await readSnapshot(client, arn, signal);

    assert.deepEqual(
      front.map(({ jobId }) => jobId),
      ['b', 'a'],
    );
    assert.deepEqual(utilization.total, []);
  });

  it('reads the capacity in use, of quota shares too', async () => {
    const arn = batch.addQueue('training');
    const capacityUsage = [{ capacityUnit: 'ml.g5.xlarge', quantity: 3 }];
    batch.utilizations.set(arn, {
      totalCapacityUsage: capacityUsage,
      quotaShareUtilization: {
        topCapacityUtilization: [{ quotaShareName: 'research', capacityUsage }],
      },
      lastUpdatedAt: 1_795_428_000_000,
    });

    const { utilization } = await readSnapshot(client, arn, signal);

    const usage = [{ unit: 'ml.g5.xlarge', quantity: 3 }];
    assert.deepEqual(utilization, {
      total: usage,
      shares: [{ name: 'research', usage }],
      moreShares: 0,
      updatedAt: 1_795_428_000_000,
    });
  });
});
