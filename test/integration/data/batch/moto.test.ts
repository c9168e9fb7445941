import assert from 'node:assert/strict';
import path from 'node:path';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { jobsCreatedAfter, jobsInStatus } from '../../../../src/data/batch/batchRequests';
import { until } from '../../../local/process/until';
import { MotoBatch } from '../../../support/emulators/aws/motoBatch';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('AWS Batch as moto emulates it, with jobs that boto3 submitted', () => {
  const { signal } = new AbortController();
  let moto: MotoBatch | undefined;
  let made: { readonly queue: string; readonly jobs: readonly string[] };
  let client: BatchClient;

  before(async function () {
    moto = (await MotoBatch.start()) ?? this.skip();
    await moto.skipContainers();
    const script = path.join(__dirname, 'makeJobs.py');
    made = (await moto.make(script, connection.region, '5')) as typeof made;
    client = new BatchClient(connection);
  });

  after(async () => {
    client?.close();
    await moto?.stop();
  });

  it('finds its queue and the environment of the queue', async () => {
    for await (const queues of client.jobQueues(undefined, signal)) {
      assert.deepEqual(
        queues.map(({ jobQueueArn }) => jobQueueArn),
        [made.queue],
      );
      const order = queues[0]?.computeEnvironmentOrder ?? [];
      const names = order.map(({ computeEnvironment = '' }) => computeEnvironment);
      for await (const environments of client.computeEnvironments(names, signal)) {
        assert.equal(environments[0]?.computeEnvironmentName, 'capacity');
      }
    }
  });

  it('lists and describes its jobs', async () => {
    await until('the jobs to end', async () => {
      const { jobs } = await client.listJobs(jobsInStatus(made.queue, 'SUCCEEDED'), signal);
      return jobs.length === made.jobs.length;
    });
    const { jobs } = await client.listJobs(
      jobsCreatedAfter(made.queue, Date.now() - 60_000),
      signal,
    );
    assert.deepEqual(jobs.map(({ jobId }) => jobId).sort(), [...made.jobs].sort());
    const described = await client.describeJobs(made.jobs, signal);
    assert.deepEqual(
      described.map(({ jobId, status }) => [jobId, status]).sort(),
      made.jobs.map(jobId => [jobId, 'SUCCEEDED']).sort(),
    );
    assert.deepEqual(described[0]?.parameters, { media_id: '69490f5fc05fb78da7b7380f' });
  });
});
