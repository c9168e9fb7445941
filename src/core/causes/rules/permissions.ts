import { t } from '@vscode/l10n';
import { batchGuide, type CauseRule } from '../causeRule';
import { grantPermission } from './remedies';

export const permissionRules: readonly CauseRule[] = [
  {
    id: 'role-not-assumed',
    category: 'permissions',
    sure: true,
    texts: [
      'unable to assume',
      'could not assume',
      'cannot assume',
      'sts:assumerole',
      'role … does not have the proper trust',
      'not authorized to assume',
      'iam:passrole',
    ],
    source: batchGuide('execution-IAM-role'),
    words: () => [
      t('Role could not be assumed'),
      t(
        'ECS could not assume a role of the job: the role is missing, or its trust policy does not allow it.',
      ),
      t('Check that the role exists, and that its trust policy allows ecs-tasks.amazonaws.com.'),
    ],
  },
  {
    id: 'access-denied',
    category: 'permissions',
    sure: ({ reasons }) => reasons.some(reason => reason.includes('is not authorized to perform')),
    texts: [
      'accessdenied',
      'is not authorized to perform',
      'unauthorizedoperation',
      'access denied',
      'not authorized',
      'unrecognizedclient',
      'explicit deny',
    ],
    source: batchGuide('security_iam_troubleshoot'),
    words: () => [
      t('Permission missing'),
      t('AWS denied a request that the job, or what starts it, needs.'),
      grantPermission(),
    ],
  },
];
