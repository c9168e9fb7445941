import { t } from '@vscode/l10n';
import { batchGuide, type CauseRule } from '../causeRule';

const page = batchGuide('troubleshooting');

export const unknownRules: readonly CauseRule[] = [
  {
    id: 'unknown-empty',
    category: 'unknown',
    sure: true,
    when: ({ reasons }) => reasons.length === 0,
    source: page,
    words: () => [
      t('No reason given'),
      t('AWS reported neither a reason nor an exit code.'),
      t('Look at the event and the log of the job.'),
    ],
  },
  {
    id: 'unknown-text',
    category: 'unknown',
    sure: false,
    source: page,
    words: () => [
      t('Unrecognized reason'),
      t('Batch Monitor does not know this reason. Jobs with the same reason are grouped together.'),
      t('Read the full reason and the log of the job.'),
    ],
  },
];
