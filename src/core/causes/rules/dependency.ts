import { t } from '@vscode/l10n';
import { batchGuide, type CauseRule } from '../causeRule';

export const dependencyRules: readonly CauseRule[] = [
  {
    id: 'dependent-job',
    category: 'dependency',
    sure: true,
    texts: ['dependent job failed', 'dependency failed', 'failed dependency'],
    source: batchGuide('job_dependencies'),
    words: () => [
      t('Dependency failed'),
      t('A job that this job depends on failed, so this job never started.'),
      t('Find out why the dependency failed, then submit both jobs again.'),
    ],
  },
  {
    id: 'array-child',
    category: 'dependency',
    sure: true,
    texts: ['array child job failed'],
    source: batchGuide('array_jobs'),
    words: () => [
      t('Child of the array failed'),
      t('At least one child of this array job failed, so its parent counts as failed.'),
      t('Open the failed children. Their reasons show what happened.'),
    ],
  },
];
