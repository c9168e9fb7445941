import assert from 'node:assert/strict';
import path from 'node:path';
import { queueProblems } from '../../../../src/core/queues/queueProblems';
import { maxVcpusOf, queueViewsOf, type QueueView } from '../../../../src/core/queues/queueView';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { readQueues, readSnapshot } from '../../../../src/data/batch/queueReader';
import { MotoBatch } from '../../../support/emulators/aws/motoBatch';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('Queues as moto emulates them, made by boto3', () => {
  const { signal } = new AbortController();
  let moto: MotoBatch | undefined;
  let client: BatchClient;
  let arns: readonly string[];
  let views: readonly QueueView[];

  before(async function () {
    moto = (await MotoBatch.start()) ?? this.skip();
    const script = path.join(__dirname, 'makeQueues.py');
    arns = (await moto.make(script, connection.region)) as string[];
    client = new BatchClient(connection);
    const { queues, environments } = await readQueues(client, signal);
    views = queueViewsOf(queues, environments);
  });

  after(async () => {
    client?.close();
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
    await assert.rejects(readSnapshot(client, arns[0] ?? '', signal), { name: 'UserError' });
  });
});
