import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { queueProblems } from '../../../../src/core/queues/queueProblems';
import { maxVcpusOf, queueViewsOf, type QueueView } from '../../../../src/core/queues/queueView';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { readFront, readQueues } from '../../../../src/data/batch/queueReader';
import { pythonWithBoto3 } from '../../../local/dynamodb/boto3';
import { Moto, motoServer } from '../../../local/dynamodb/moto';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('Queues as moto emulates them, made by boto3', () => {
  const { signal } = new AbortController();
  let environment: NodeJS.ProcessEnv;
  let moto: Moto | undefined;
  let client: BatchClient;
  let arns: readonly string[];
  let views: readonly QueueView[];

  before(async function () {
    environment = { ...process.env };
    const [command, python] = await Promise.all([motoServer(), pythonWithBoto3()]);
    if (command === undefined || python === undefined) {
      console.log('Skipped: moto_server or boto3 is not installed.');
      this.skip();
    }
    moto = await Moto.start(command);
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_BATCH: moto.endpoint,
    };
    const args = [path.join(__dirname, 'makeQueues.py'), moto.endpoint, connection.region];
    const { stdout } = await promisify(execFile)(python, args, { env });
    arns = JSON.parse(stdout) as string[];
    process.env = env;
    client = new BatchClient(connection);
    const { queues, environments } = await readQueues(client, signal);
    views = queueViewsOf(queues, environments);
  });

  after(async () => {
    client?.close();
    process.env = environment;
    await moto?.stop();
  });

  it('have their ARNs, states and priorities', () => {
    assert.deepEqual(
      views.map(({ queue }) => [queue.name, queue.arn, queue.state, queue.priority]),
      [
        ['old', arns[1], 'DISABLED', 1],
        ['render', arns[0], 'ENABLED', 10],
      ],
    );
  });

  it('have their compute environments in the order of the queue, with their sizes', () => {
    const [, render] = views;
    assert(render);
    assert.deepEqual(
      render.environments.map(({ name, resourceType, maxVcpus, instanceTypes }) => [
        name,
        resourceType,
        maxVcpus,
        instanceTypes,
      ]),
      [
        ['spot', 'SPOT', 64, ['m5.large', 'c5.4xlarge']],
        ['fargate', 'FARGATE', 16, []],
      ],
    );
    assert.equal(maxVcpusOf(render), 80);
    assert.deepEqual(queueProblems(render), []);
  });

  it('name the problem of a disabled queue', () => {
    const [old] = views;
    assert(old);
    assert.deepEqual(
      queueProblems(old).map(({ text }) => text),
      ['The queue is DISABLED. It accepts no new jobs, but jobs already in it can finish.'],
    );
  });

  it('have no front in moto, which is an error to explain', async () => {
    await assert.rejects(readFront(client, arns[0] ?? '', signal), { name: 'UserError' });
  });
});
