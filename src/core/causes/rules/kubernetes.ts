import { t } from '@vscode/l10n';
import { batchGuide, type CauseRule } from '../causeRule';

const page = batchGuide('batch-eks-troubleshooting');

export const kubernetesRules: readonly CauseRule[] = [
  {
    id: 'pod-config',
    category: 'configuration',
    sure: false,
    texts: [
      'createcontainerconfigerror',
      "couldn't find key",
      'configmap … not found',
      'secret … not found',
      'serviceaccount … not found',
      'service account … not found',
      'runasnonroot',
      'namespaces … not found',
    ],
    source: page,
    words: () => [
      t('Pod configuration incomplete'),
      t(
        'The pod refers to a secret, ConfigMap, service account, or user that is missing or not valid.',
      ),
      t('Create what the reason names in the namespace of the job, or correct the job definition.'),
    ],
  },
  {
    id: 'pod-volume',
    category: 'startup',
    sure: false,
    texts: [
      'failedmount',
      'failedattachvolume',
      'unable to attach or mount volumes',
      'mountvolume',
    ],
    source: page,
    words: () => [
      t('Pod volume could not be mounted'),
      t('A volume of the pod could not be attached or mounted.'),
      t('Check the volume, its claim, and the driver on the nodes.'),
    ],
  },
  {
    id: 'evicted-disk',
    category: 'capacity',
    sure: false,
    texts: [
      'ephemeral-storage',
      'diskpressure',
      'disk pressure',
      'ephemeral local storage',
      'low on resource: imagefs',
      'low on resource: nodefs',
      'emptydir volume',
    ],
    source: page,
    words: () => [
      t('Evicted: node out of disk space'),
      t(
        'The node ran low on disk space, or the pod used more than its limit, so Kubernetes evicted the pod.',
      ),
      t('Set a limit for ephemeral storage, write to a volume, or use nodes with larger disks.'),
    ],
  },
  {
    id: 'evicted',
    category: 'capacity',
    sure: false,
    texts: ['evicted', 'preempted', 'preempting', 'pidpressure', 'taint'],
    source: page,
    words: () => [
      t('Pod evicted'),
      t('Kubernetes evicted the pod from its node.'),
      t('Retry the job, and look at the events of the node.'),
    ],
  },
  {
    id: 'pod-crash-loop',
    category: 'application',
    sure: false,
    texts: ['crashloopbackoff', 'backofflimitexceeded', 'backoff limit'],
    source: page,
    words: () => [
      t('Container keeps failing'),
      t('The container of the pod failed repeatedly.'),
      t('Read the log of the last attempt.'),
    ],
  },
  {
    id: 'disk-full',
    category: 'application',
    sure: false,
    texts: ['no space left on device', 'disk full', 'disk quota exceeded'],
    source: batchGuide('troubleshooting'),
    words: () => [
      t('Disk full'),
      t('The disk that the job writes to was full.'),
      t('Use a larger volume, write less, or run fewer jobs per instance.'),
    ],
  },
];
