import { t } from '@vscode/l10n';
import { batchGuide, ecsGuide, type CauseRule } from '../causeRule';
import { checkNetwork, grantPermission } from './remedies';

/** The log driver, which ECS calls so on instances and `logger args` on Fargate. */
const log = (...texts: readonly string[]): readonly string[] =>
  texts.flatMap(text => [
    `logging driver … ${text}`,
    `logger args … ${text}`,
    `log driver … ${text}`,
  ]);

export const loggingRules: readonly CauseRule[] = [
  {
    id: 'start-log-denied',
    category: 'permissions',
    sure: true,
    texts: log('accessdenied', 'is not authorized to perform', 'nocredentialproviders'),
    source: batchGuide('using_awslogs'),
    words: () => [
      t('No permission to write logs'),
      t(
        'The role is not allowed to create the log group or the log stream, so the container was not started.',
      ),
      grantPermission(),
    ],
  },
  {
    id: 'start-log-group-missing',
    category: 'startup',
    sure: false,
    texts: log('log group does not exist', 'resourcenotfoundexception'),
    source: batchGuide('using_awslogs'),
    words: () => [
      t('Log group does not exist'),
      t(
        'The log group that the job definition names does not exist in this region, so the container was not started.',
      ),
      t('Create the log group, or set awslogs-create-group and allow logs:CreateLogGroup.'),
    ],
  },
  {
    id: 'rie-logger',
    category: 'startup',
    sure: false,
    texts: ['failed to validate logger args'],
    source: ecsGuide('resource-initialization-error'),
    words: () => [
      t('Log configuration could not be checked'),
      t(
        'Fargate could not reach CloudWatch Logs, or did not find the log group, before the container was started.',
      ),
      checkNetwork(),
    ],
  },
  {
    id: 'start-log-driver',
    category: 'startup',
    sure: false,
    texts: ['failed to initialize logging driver', ...log('requesterror', 'i/o timeout')],
    source: batchGuide('using_awslogs'),
    words: () => [
      t('Log driver failed'),
      t('The log driver could not be initialized, so the container was not started.'),
      t(
        'Check the log configuration of the job definition, the region of the log group, and the network.',
      ),
    ],
  },
];
