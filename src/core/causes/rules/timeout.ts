import { t } from '@vscode/l10n';
import { batchGuide, type CauseRule } from '../causeRule';

export const timeoutRules: readonly CauseRule[] = [
  {
    id: 'timeout',
    category: 'timeout',
    sure: true,
    texts: ['job attempt duration exceeded timeout', 'attempt duration exceeded'],
    source: batchGuide('job_timeouts'),
    words: () => [
      t('Timeout'),
      t(
        'The attempt ran longer than the job’s timeout, so AWS Batch terminated it. Timeouts are not retried.',
      ),
      t('Increase the timeout, or find out in the log why the job took so long.'),
    ],
  },
  {
    id: 'deadline-exceeded',
    category: 'timeout',
    sure: true,
    texts: ['deadlineexceeded', 'was active on the node longer than the specified deadline'],
    source: batchGuide('job_timeouts'),
    words: () => [
      t('Pod deadline exceeded'),
      t('The pod ran longer than its deadline, so Kubernetes terminated it.'),
      t('Increase the timeout, or find out in the log why the job took so long.'),
    ],
  },
  {
    id: 'timed-out',
    category: 'timeout',
    sure: false,
    texts: ['^timed out', 'timeout exceeded', 'exceeded timeout', 'exceeded the timeout'],
    within: 'statusReason',
    source: batchGuide('job_timeouts'),
    words: () => [
      t('Time limit'),
      t('The job was ended because it took too long. The reason does not say which limit applied.'),
      t('Read the full reason, and increase the limit that it names.'),
    ],
  },
];
