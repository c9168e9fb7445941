import { t } from '@vscode/l10n';
import { ecsGuide, type CauseRule } from '../causeRule';
import { checkNetwork } from './remedies';

const page = ecsGuide('failed-to-start-error');

/** The network interface that a Fargate job, or one in awsvpc mode, gets of its own. */
export const networkRules: readonly CauseRule[] = [
  {
    id: 'eni-timeout',
    category: 'startup',
    sure: true,
    texts: [
      'timeout waiting for network interface',
      'timed out waiting for network interface',
      'eni … timed out',
      'network interface … timed out',
    ],
    source: page,
    words: () => [
      t('Network interface timed out'),
      t('The network interface of the job was not ready in time.'),
      t(
        'Retry the job. If it happens often, check the limits of network interfaces and of API requests.',
      ),
    ],
  },
  {
    id: 'eni-addresses',
    category: 'startup',
    sure: true,
    texts: [
      'insufficientfreeaddresses',
      'insufficient free addresses',
      'not have enough free addresses',
      'no available ip',
    ],
    source: page,
    words: () => [
      t('No free IP addresses in the subnet'),
      t('The subnet had no free IP address for the network interface of the job.'),
      t('Use larger or more subnets in the compute environment, or run fewer jobs at a time.'),
    ],
  },
  {
    id: 'eni-limit',
    category: 'startup',
    sure: false,
    texts: [
      'networkinterfacelimitexceeded',
      'resource:eni',
      'maximum number of network interfaces',
    ],
    source: page,
    words: () => [
      t('Network interface limit'),
      t('The account or the instance has reached its number of network interfaces.'),
      t('Request a higher quota, use larger instances, or run fewer jobs at a time.'),
    ],
  },
  {
    id: 'eni-denied',
    category: 'permissions',
    sure: false,
    texts: [
      'unexpected ec2 error … authfailure',
      'unexpected ec2 error … unauthorized',
      'unexpected ec2 error … tagpolicyviolation',
      'unexpected ec2 error … not authorized',
    ],
    source: page,
    words: () => [
      t('Network interface denied'),
      t('EC2 refused to create or tag the network interface of the job.'),
      t('Check the service-linked role of ECS, and the policies of the organization.'),
    ],
  },
  {
    id: 'eni-failed',
    category: 'startup',
    sure: false,
    texts: [
      'unexpected ec2 error',
      'failed to configure eni',
      'setup regular eni',
      'failedcreatepodsandbox',
      'pod sandbox',
      'failed to setup network',
      'networkplugin',
      'network interface',
    ],
    source: page,
    words: () => [
      t('Network could not be set up'),
      t('The network interface of the job could not be created or attached.'),
      checkNetwork(),
    ],
  },
];
