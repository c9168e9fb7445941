import { t } from '@vscode/l10n';
import { batchGuide, ecsGuide, type CauseRule } from '../causeRule';

export const capacityRules: readonly CauseRule[] = [
  {
    id: 'capacity-quota',
    category: 'capacity',
    sure: true,
    texts: [
      'vcpulimitexceeded',
      'instancelimitexceeded',
      'maxspotinstancecountexceeded',
      'reached the limit on the number of',
      'service quota',
      'requested more vcpu capacity',
      'limit … vcpus',
    ],
    source: batchGuide('service_limits'),
    words: () => [
      t('Account quota reached'),
      t(
        'The account has reached a quota, such as its number of vCPUs, so no more capacity can be started.',
      ),
      t('Request a higher quota in Service Quotas, or wait until other jobs have finished.'),
    ],
  },
  {
    id: 'capacity-insufficient',
    category: 'capacity',
    sure: true,
    texts: [
      'capacity:insufficient_instance_capacity',
      'insufficientinstancecapacity',
      'insufficient instance capacity',
      'insufficienthostcapacity',
      'cannot fulfill the capacity',
    ],
    source: batchGuide('job_stuck_in_runnable_capacity'),
    words: () => [
      t('No EC2 capacity'),
      t('EC2 has no capacity for the instance types of the compute environments.'),
      capacityRemedy(),
    ],
  },
  {
    id: 'capacity-fargate',
    category: 'capacity',
    sure: true,
    texts: [
      'capacity is unavailable',
      'capacityunavailable',
      'no capacity',
      'insufficient capacity',
      'insufficientcapacity',
      'out of capacity',
    ],
    source: ecsGuide('service-event-messages'),
    words: () => [
      t('No capacity at this time'),
      t('AWS currently has no capacity for this job in these subnets.'),
      capacityRemedy(),
    ],
  },
  {
    id: 'capacity-placement',
    category: 'capacity',
    sure: false,
    texts: [
      '^resource:',
      'resource:memory',
      'resource:cpu',
      'resource:gpu',
      'resource:fargate',
      'no container instance',
      'empty capacity provider',
      'unable to place a task',
      'insufficient cpu',
      'insufficient memory',
      'insufficient nvidia',
      'nodes are available',
      'unschedulable',
      'failedscheduling',
    ],
    source: ecsGuide('api_failures_messages'),
    words: () => [
      t('No host with enough resources'),
      t('No host of the compute environment had the CPU, memory, or GPU that the job requests.'),
      t('Request fewer resources, or allow larger or more instances in the compute environment.'),
    ],
  },
];

const capacityRemedy = (): string =>
  t('Allow more instance types, zones, or On-Demand capacity in the compute environment, or wait.');
