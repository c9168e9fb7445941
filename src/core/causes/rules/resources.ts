import { t } from '@vscode/l10n';
import { ecsGuide, type CauseRule } from '../causeRule';
import { checkNetwork, grantPermission } from './remedies';

const page = ecsGuide('resource-initialization-error');

const secrets = (...texts: readonly string[]): readonly string[] =>
  texts.flatMap(text => [
    `unable to pull secrets … ${text}`,
    `unable to retrieve secret … ${text}`,
    `fetching secret … ${text}`,
    `failed to fetch secret … ${text}`,
  ]);

const network = [
  'requestcanceled',
  'context deadline exceeded',
  'i/o timeout',
  'requesterror',
  'send request failed',
  'dial tcp',
  'no such host',
  'check your task network',
  'connection issue',
];

/** What ECS sets up before a container starts: secrets, registry credentials, file systems. */
export const resourceRules: readonly CauseRule[] = [
  {
    id: 'rie-ecr-denied',
    category: 'permissions',
    sure: true,
    texts: [
      'registry auth … ecr: getauthorizationtoken … accessdenied',
      'registry auth … accessdenied … ecr:',
      'registry auth … not authorized to perform: ecr:',
    ],
    source: page,
    words: () => [
      t('Registry login denied by IAM'),
      t('The execution role is not allowed to get credentials for Amazon ECR.'),
      t('Give the execution role the ECR permissions of AmazonECSTaskExecutionRolePolicy.'),
    ],
  },
  {
    id: 'rie-secret-denied',
    category: 'permissions',
    sure: true,
    texts: secrets('accessdenied', 'is not authorized to perform', 'access to kms is not allowed'),
    source: page,
    words: () => [
      t('Secret denied by IAM'),
      t(
        'The execution role is not allowed to read a secret or a parameter that the job definition names.',
      ),
      grantPermission(),
    ],
  },
  {
    id: 'rie-secret-missing',
    category: 'configuration',
    sure: false,
    texts: [
      'did not contain json key',
      'invalid ssm parameters',
      ...secrets(
        'resourcenotfound',
        'can’t find the specified secret',
        "can't find the specified secret",
        'invalid character',
        'parameternotfound',
        'marked for deletion',
        'marked deleted',
      ),
    ],
    source: page,
    words: () => [
      t('Secret not found'),
      t('A secret or parameter that the job definition names does not exist, or lacks the key.'),
      t('Correct the ARN or the key in the job definition, or create the secret.'),
    ],
  },
  {
    id: 'rie-ecr-network',
    category: 'startup',
    sure: false,
    texts: network.map(text => `unable to retrieve ecr registry auth … ${text}`),
    source: page,
    words: () => [
      t('Amazon ECR not reachable'),
      t('The task could not connect to Amazon ECR to get credentials.'),
      checkNetwork(),
    ],
  },
  {
    id: 'rie-secrets-network',
    category: 'startup',
    sure: true,
    texts: secrets(...network),
    source: page,
    words: () => [
      t('Secrets not reachable'),
      t('The task could not connect to the service that holds its secrets.'),
      checkNetwork(),
    ],
  },
  {
    id: 'rie-secrets',
    category: 'startup',
    sure: false,
    texts: ['unable to pull secrets', 'unable to retrieve secret', 'failed to fetch secret'],
    source: page,
    words: () => [
      t('Secrets could not be read'),
      t(
        'The task could not read its secrets or the credentials of its registry. The reason does not say whether a permission or the network was missing.',
      ),
      t('Check the permissions of the execution role, then the network of the subnet.'),
    ],
  },
  {
    id: 'rie-efs-denied',
    category: 'startup',
    sure: false,
    texts: ['efs … access denied', 'mount.nfs4: access denied'],
    source: page,
    words: () => [
      t('EFS access denied'),
      t('The EFS file system refused the mount.'),
      t(
        'Check the policy of the file system, the access point, and the permissions of the job role.',
      ),
    ],
  },
  {
    id: 'rie-efs',
    category: 'startup',
    sure: true,
    texts: [
      'efs utils',
      'efs volume',
      'mount.nfs4',
      'mount.nfs',
      'efs … failed to resolve',
      'fsx … mount',
      'failed to mount efs',
    ],
    source: page,
    words: () => [
      t('File system could not be mounted'),
      t('The EFS or FSx file system of the job could not be mounted.'),
      t(
        'Check that the security groups allow NFS (port 2049), that the subnet’s zone has a mount target, and that DNS resolves it.',
      ),
    ],
  },
  {
    id: 'rie-env-files',
    category: 'startup',
    sure: false,
    texts: ['failed to download env files'],
    source: page,
    words: () => [
      t('Environment file could not be read'),
      t('The task could not download an environment file from Amazon S3.'),
      t(
        'Check that the file exists, that the execution role is allowed to read it, and that the subnet reaches S3.',
      ),
    ],
  },
];
