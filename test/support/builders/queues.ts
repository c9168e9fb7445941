import type { ComputeEnvironment } from '../../../src/core/queues/computeEnvironment';
import type { JobQueue } from '../../../src/core/queues/jobQueue';
import type { QueueView } from '../../../src/core/queues/queueView';

const account = 'arn:aws:batch:eu-west-1:123456789012';

/** A queue that is as it should be; tests override only what they are about. */
export const aQueue = (over: Partial<JobQueue> = {}): JobQueue => ({
  name: 'render',
  arn: `${account}:job-queue/${over.name ?? 'render'}`,
  state: 'ENABLED',
  status: 'VALID',
  statusReason: 'JobQueue Healthy',
  priority: 1,
  hasPolicy: false,
  type: 'ECS',
  environments: [`${account}:compute-environment/spot`],
  ...over,
});

/** A compute environment with room for more. */
export const anEnvironment = (over: Partial<ComputeEnvironment> = {}): ComputeEnvironment => ({
  name: 'spot',
  arn: `${account}:compute-environment/${over.name ?? 'spot'}`,
  state: 'ENABLED',
  status: 'VALID',
  statusReason: 'ComputeEnvironment Healthy',
  type: 'MANAGED',
  resourceType: 'SPOT',
  isOnEks: false,
  minVcpus: 0,
  desiredVcpus: 48,
  maxVcpus: 256,
  instanceTypes: ['c5.4xlarge', 'm5.2xlarge'],
  allocationStrategy: 'SPOT_PRICE_CAPACITY_OPTIMIZED',
  ...over,
});

/** A queue with these compute environments, in this order. */
export const aQueueView = (
  environments: readonly ComputeEnvironment[] = [anEnvironment()],
  over: Partial<JobQueue> = {},
): QueueView => ({
  queue: aQueue({ environments: environments.map(({ arn }) => arn), ...over }),
  environments,
});
