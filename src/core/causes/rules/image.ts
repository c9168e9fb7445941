import { t } from '@vscode/l10n';
import { batchGuide, ecsGuide, type CauseRule } from '../causeRule';
import { checkNetwork } from './remedies';

const page = ecsGuide('task_cannot_pull_image');

/** The image could not be pulled; what makes it certain is the name of the error in front. */
const pull = (...texts: readonly string[]): readonly string[] =>
  texts.flatMap(text => [`cannotpull … ${text}`, `failed to pull … ${text}`]);

export const imageRules: readonly CauseRule[] = [
  {
    id: 'imagepullbackoff',
    category: 'image',
    sure: true,
    texts: ['^imagepullbackoff', '^errimagepull', '^back-off pulling image', 'imagepullbackoff'],
    source: batchGuide('batch-eks-troubleshooting'),
    words: () => [
      t('Image pull failed on Kubernetes'),
      t(
        'Kubernetes tried several times and could not pull the image. The status reason usually says why.',
      ),
      t('Check the image name and tag, that the nodes are allowed to pull it, and their network.'),
    ],
  },
  {
    id: 'pull-ecr-denied',
    category: 'permissions',
    sure: false,
    texts: pull(
      'accessdenied',
      'is not authorized to perform',
      '403 forbidden',
      ': 403',
      'status code 403',
    ),
    source: page,
    words: () => [
      t('Image pull denied by IAM'),
      t(
        'The execution role, or the instance role, is not allowed to pull the image from Amazon ECR.',
      ),
      t(
        'Give the role the ECR permissions of AmazonECSTaskExecutionRolePolicy, and check the policy of the repository.',
      ),
    ],
  },
  {
    id: 'pull-toomanyrequests',
    category: 'image',
    sure: true,
    texts: pull('toomanyrequests', 'rate limit', '429', 'rate exceeded', 'throttl'),
    source: page,
    words: () => [
      t('Registry rate limit'),
      t('The registry refused the pull because too many images were pulled in a short time.'),
      t(
        'Retry later. Copy the image to Amazon ECR, or sign in to the registry for a higher limit.',
      ),
    ],
  },
  {
    id: 'pull-no-space',
    category: 'image',
    sure: false,
    texts: pull('no space left on device', 'not enough space', 'thin pool has', 'disk quota'),
    source: page,
    words: () => [
      t('No disk space for the image'),
      t('The disk of the instance was full while the image was being unpacked.'),
      t('Use a larger volume in the launch template, a smaller image, or fewer jobs per instance.'),
    ],
  },
  {
    id: 'pull-platform',
    category: 'image',
    sure: true,
    texts: pull(
      'descriptor matching platform',
      'no matching manifest for',
      'does not match the specified platform',
      'platform in the manifest',
    ),
    source: page,
    words: () => [
      t('Image built for another platform'),
      t('The image has no variant for the operating system or the CPU that the job runs on.'),
      t('Build the image for the platform of the compute environment, such as linux/amd64.'),
    ],
  },
  {
    id: 'pull-invalid-name',
    category: 'image',
    sure: true,
    texts: [
      'invalid reference format',
      'invalidimagename',
      ...pull(
        'invalid reference',
        'repository name must be',
        'failed to normalize image',
        'failed to parse',
      ),
    ],
    source: page,
    words: () => [
      t('Image name not valid'),
      t('The image name in the job definition cannot be read as a registry, repository, and tag.'),
      t('Correct the image name in the job definition.'),
    ],
  },
  {
    id: 'pull-manifest-unknown',
    category: 'image',
    sure: true,
    texts: pull(
      'manifest unknown',
      'manifest for … not found',
      'name unknown',
      'repository with name … does not exist',
      'requested image not found',
      'repository … not found: does not exist',
      'tag does not exist',
    ),
    source: page,
    words: () => [
      t('Image tag not found'),
      t('The registry has no such image or tag.'),
      imageNameRemedy(),
    ],
  },
  {
    id: 'pull-fargate-not-found',
    category: 'image',
    sure: true,
    texts: pull('failed to resolve ref … not found', 'image … not found', ': not found'),
    source: page,
    words: () => [
      t('Image not found'),
      t(
        'The image name could not be resolved in its registry: the repository or the tag does not exist.',
      ),
      imageNameRemedy(),
    ],
  },
  {
    id: 'pull-denied',
    category: 'image',
    sure: false,
    texts: pull(
      'pull access denied',
      'repository does not exist or may require',
      'requested access to the resource is denied',
      'insufficient_scope',
      'denied:',
    ),
    source: page,
    words: () => [
      t('Image missing or private'),
      t(
        'The registry refused the pull: the repository does not exist, or it is private and no credentials were given.',
      ),
      t(
        'Check the image name. For a private repository, give the execution role access or configure registry credentials.',
      ),
    ],
  },
  {
    id: 'pull-unauthorized',
    category: 'image',
    sure: false,
    texts: pull(
      'no basic auth credentials',
      'unauthorized',
      '401',
      'authentication required',
      'authorization token has expired',
      'failed to authorize',
    ),
    source: page,
    words: () => [
      t('Registry credentials missing'),
      t('The registry requires credentials, and the pull provided none that it accepts.'),
      t(
        'Give the instance role or the execution role permission for Amazon ECR, or configure registry credentials.',
      ),
    ],
  },
  {
    id: 'pull-fargate-io-timeout',
    category: 'image',
    sure: true,
    texts: pull('i/o timeout'),
    source: page,
    words: () => [
      t('Image registry timed out'),
      t('The connection to the registry, or to the S3 bucket with the layers, timed out.'),
      checkNetwork(),
    ],
  },
  {
    id: 'pull-network',
    category: 'image',
    sure: true,
    texts: pull(
      'request canceled',
      'client.timeout',
      'dial tcp',
      'no such host',
      'connection refused',
      'connection reset',
      'tls handshake',
      'send request failed',
      'network is unreachable',
      'deadline exceeded',
      'server misbehaving',
      'proxyconnect',
      'x509',
      'timed out',
      'unexpected eof',
      ': eof',
      'i/o time',
    ),
    source: page,
    words: () => [
      t('Image registry not reachable'),
      t('The host could not connect to the image registry.'),
      checkNetwork(),
    ],
  },
  {
    id: 'pull-registry-error',
    category: 'image',
    sure: true,
    texts: pull(
      '500 internal server error',
      '502 bad gateway',
      '503',
      '504',
      'slowdown',
      'service unavailable',
      'internal server error',
    ),
    source: page,
    words: () => [
      t('Registry error'),
      t('The registry returned a server error.'),
      t('Retry later, and look at the status page of the registry.'),
    ],
  },
  {
    id: 'pull-canceled',
    category: 'image',
    sure: false,
    texts: pull('context canceled', 'context cancelled'),
    source: page,
    words: () => [
      t('Image pull interrupted'),
      t(
        'The pull was interrupted. A disk that is too small, or a slow registry, can be the cause.',
      ),
      t('Retry the job. If it happens again, use a larger volume or a smaller image.'),
    ],
  },
  {
    id: 'pull-layer',
    category: 'image',
    sure: true,
    texts: pull(
      'failed to register layer',
      'failed to extract layer',
      'failed to unpack',
      'verification failed',
      'devicemapper',
      'invalid argument',
      'max depth exceeded',
      'operation not permitted',
    ),
    source: page,
    words: () => [
      t('Image could not be unpacked'),
      t('A layer of the image was pulled, but the host could not unpack it.'),
      t('Retry the job on another host. If it happens everywhere, build and push the image again.'),
    ],
  },
  {
    id: 'pull-failed',
    category: 'image',
    sure: false,
    texts: [
      'cannotpull',
      'errimagepull',
      'failed to pull image',
      'failed to pull and unpack',
      'image pull',
    ],
    source: page,
    words: () => [
      t('Image pull failed'),
      t('The image could not be pulled.'),
      t(
        'Check the image name and tag, the permissions of the role that pulls it, and the network.',
      ),
    ],
  },
];

const imageNameRemedy = (): string =>
  t(
    'Correct the image and tag in the job definition, or push the image. Retrying without a change fails again.',
  );
