import assert from 'node:assert/strict';
import { computeEnvironmentOf } from '../../../../src/core/queues/computeEnvironment';
import { frontOfQueueOf } from '../../../../src/core/queues/frontOfQueue';
import { jobQueueOf } from '../../../../src/core/queues/jobQueue';
import { maxVcpusOf, queueViewsOf } from '../../../../src/core/queues/queueView';
import { anEnvironment, aQueue, aQueueView } from '../../../support/builders/queues';

describe('Reading queues of AWS Batch', () => {
  it('orders the compute environments of a queue as AWS Batch tries them', () => {
    const queue = jobQueueOf({
      jobQueueName: 'render',
      computeEnvironmentOrder: [
        { order: 2, computeEnvironment: 'on-demand' },
        { order: 1, computeEnvironment: 'spot' },
      ],
    });

    assert.deepEqual(queue?.environments, ['spot', 'on-demand']);
  });

  it('ignores queues and compute environments without a name', () => {
    assert.equal(jobQueueOf({ state: 'ENABLED' }), undefined);
    assert.equal(computeEnvironmentOf({ state: 'ENABLED' }), undefined);
  });

  it('reads a compute environment without resources, such as an unmanaged one', () => {
    const environment = computeEnvironmentOf({ computeEnvironmentName: 'own', type: 'UNMANAGED' });

    assert.equal(environment?.type, 'UNMANAGED');
    assert.equal(environment.maxVcpus, undefined);
    assert.deepEqual(environment.instanceTypes, []);
  });

  it('has no desired vCPUs on Fargate, which AWS Batch does not scale', () => {
    const environment = computeEnvironmentOf({
      computeEnvironmentName: 'fargate',
      computeResources: { type: 'FARGATE_SPOT', desiredvCpus: 0, maxvCpus: 64 },
    });

    assert.equal(environment?.desiredVcpus, undefined);
    assert.equal(environment?.maxVcpus, 64);
  });

  it('finds compute environments by name and by ARN, and sorts queues by name', () => {
    const [spot, onDemand] = [anEnvironment(), anEnvironment({ name: 'on-demand' })];
    const views = queueViewsOf(
      [
        aQueue({ name: 'z', environments: ['on-demand', spot.arn, 'unknown'] }),
        aQueue({ name: 'a', environments: [] }),
      ],
      [spot, onDemand],
    );

    assert.deepEqual(
      views.map(({ queue, environments }) => [queue.name, environments.map(({ name }) => name)]),
      [
        ['a', []],
        ['z', ['on-demand', 'spot']],
      ],
    );
  });

  it('adds up the maximum of all compute environments, if each tells it', () => {
    const both = [anEnvironment({ maxVcpus: 256 }), anEnvironment({ name: 'b', maxVcpus: 16 })];

    assert.equal(maxVcpusOf(aQueueView(both)), 272);
    assert.equal(maxVcpusOf(aQueueView([anEnvironment({ maxVcpus: undefined })])), undefined);
    assert.equal(maxVcpusOf(aQueueView(both, { environments: ['a', 'b', 'denied'] })), undefined);
    assert.equal(maxVcpusOf(aQueueView([])), undefined);
  });

  it('reads job IDs of the front of the queue, also those of array children', () => {
    const job = 'arn:aws-us-gov:batch:us-gov-west-1:123456789012:job/7f2a-1';
    const front = frontOfQueueOf({
      jobs: [
        { jobArn: job, earliestTimeAtPosition: 1_700_000_000_000 },
        { jobArn: `${job}:17`, earliestTimeAtPosition: 0 },
        { jobArn: 'damaged' },
        {},
      ],
    });

    assert.deepEqual(front, [
      { jobId: '7f2a-1', since: 1_700_000_000_000 },
      { jobId: '7f2a-1:17', since: undefined },
    ]);
  });
});
