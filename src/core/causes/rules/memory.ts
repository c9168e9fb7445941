import { t } from '@vscode/l10n';
import { batchGuide, ecsGuide, type CauseRule } from '../causeRule';

export const memoryRules: readonly CauseRule[] = [
  {
    id: 'oom-batch',
    category: 'memory',
    sure: true,
    texts: [
      'outofmemoryerror: container killed',
      'container killed due to memory usage',
      '^outofmemoryerror',
      '^outofmemory',
    ],
    source: ecsGuide('out-of-memory'),
    words: () => [
      t('Out of memory'),
      t('The container used more memory than the job requests, so it was killed.'),
      memoryRemedy(),
    ],
  },
  {
    id: 'oomkilled',
    category: 'memory',
    sure: true,
    texts: ['oomkilled', 'oom-killed', 'oom killed', 'killed by oom', 'oom killer'],
    source: batchGuide('memory-management-eks-batch'),
    words: () => [
      t('Out of memory (OOMKilled)'),
      t('The kernel killed the container because it used more memory than its limit.'),
      memoryRemedy(),
    ],
  },
  {
    id: 'evicted-memory',
    category: 'memory',
    sure: false,
    texts: ['low on resource: memory', 'memorypressure', 'memory pressure'],
    source: batchGuide('memory-management-eks-batch'),
    words: () => [
      t('Evicted: node out of memory'),
      t('The node ran low on memory, so Kubernetes evicted the pod.'),
      t('Set the memory request and limit of the pod to what it really needs.'),
    ],
  },
  {
    id: 'memory-text',
    category: 'memory',
    sure: false,
    texts: ['cannot allocate memory', 'out of memory', 'outofmemory', 'memory limit too low'],
    source: batchGuide('memory-management'),
    words: () => [
      t('Memory could not be allocated'),
      t('The reason says that memory ran out, but not whether in the container or on the host.'),
      memoryRemedy(),
    ],
  },
];

const memoryRemedy = (): string =>
  t('Increase the memory in the job definition or for the retry, or make the program use less.');
