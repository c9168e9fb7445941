import { t } from '@vscode/l10n';
import { batchGuide, ecsGuide, type CauseRule } from '../causeRule';

/** The machine was taken away. */
export const hostRules: readonly CauseRule[] = [
  {
    id: 'host-terminated',
    category: 'spot',
    sure: true,
    texts: ['^host ec2 … terminated', '^host ec2 (instance', '^host ec2 … stopped'],
    source: batchGuide('job_retries'),
    words: () => [
      t('Host terminated'),
      t(
        'The EC2 instance was terminated or stopped while the job was running, often because Spot capacity was reclaimed.',
      ),
      hostRemedy(),
    ],
  },
  {
    id: 'fargate-spot',
    category: 'spot',
    sure: true,
    texts: ['your spot task was interrupted', 'spotinterruption', 'spot interruption'],
    source: ecsGuide('spot-interruption-errors'),
    words: () => [
      t('Spot interruption'),
      t('AWS took the Spot capacity back while the job was running.'),
      hostRemedy(),
    ],
  },
  {
    id: 'host-draining',
    category: 'spot',
    sure: false,
    texts: [
      'instance draining',
      'terminationnotice',
      'node shutdown',
      'node is shutting down',
      'node was terminated',
      'nodelost',
      'node lost',
      'container instance … deregistered',
      'preempted in order to',
    ],
    source: batchGuide('ecs-managed-instances-instance-draining'),
    words: () => [
      t('Host drained'),
      t('The instance or node was shut down or drained while the job was running.'),
      hostRemedy(),
    ],
  },
];

const hostRemedy = (): string =>
  t(
    'Retry the job. Set the retry strategy to retry after a lost host, or use On-Demand capacity for long jobs.',
  );
