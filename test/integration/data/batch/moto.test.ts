import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { jobsCreatedAfter, jobsInStatus } from '../../../../src/data/batch/batchRequests';
import { pythonWithBoto3 } from '../../../local/dynamodb/boto3';
import { Moto, motoServer } from '../../../local/dynamodb/moto';
import { until } from '../../../local/process/until';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('AWS Batch as moto emulates it, with jobs that boto3 submitted', () => {
  const { signal } = new AbortController();
  let environment: NodeJS.ProcessEnv;
  let moto: Moto | undefined;
  let made: { readonly queue: string; readonly jobs: readonly string[] };
  let client: BatchClient;

  before(async function () {
    environment = { ...process.env };
    const [command, python] = await Promise.all([motoServer(), pythonWithBoto3()]);
    if (command === undefined || python === undefined) {
      console.log('Skipped: moto_server or boto3 is not installed.');
      this.skip();
    }
    moto = await Moto.start(command);
    await fetch(`${moto.endpoint}/moto-api/config`, {
      method: 'POST',
      body: JSON.stringify({ batch: { use_docker: false } }),
    });
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_BATCH: moto.endpoint,
    };
    const script = path.join(__dirname, 'makeJobs.py');
    const args = [script, moto.endpoint, connection.region, '5'];
    const { stdout } = await promisify(execFile)(python, args, { env });
    made = JSON.parse(stdout) as typeof made;
    process.env = env;
    client = new BatchClient(connection);
  });

  after(async () => {
    client?.close();
    process.env = environment;
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
