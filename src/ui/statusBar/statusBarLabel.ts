import { t } from '@vscode/l10n';
import { formatCount } from '../../core/text/formatCount';
import { listed } from '../../core/base/truncated';
import { plainLabel } from '../../core/text/escapeText';
import {
  acknowledgedSentences,
  ageSentences,
  failedSentence,
  failureSentences,
  identitySentences,
  loadingSentence,
  longestMessage,
  longestStatus,
  mostStatuses,
  noteSentences,
  sampleSentences,
  statusName,
  tableSentence,
  type Shown,
  type StatusBarFacts,
} from './statusBarSentences';

const shown: Shown = text => plainLabel(text, longestMessage);

/** What a screen reader says: all there is to see, and why. */
export function statusBarLabel(facts: StatusBarFacts): string {
  const { updatedAt, load } = facts.state;
  const failure = failureSentences(facts, shown);
  if (updatedAt === undefined) {
    const sentences =
      load.phase === 'failed'
        ? [...failure, ...noteSentences(facts)]
        : [loadingSentence(facts, shown)];
    return [t('Batch Monitor.'), ...sampleSentences(facts), ...sentences].join(' ');
  }
  return [
    t('Batch Monitor.'),
    ...sampleSentences(facts),
    failedSentence(facts),
    ...ageSentences(facts),
    ...failure,
    ...acknowledgedSentences(facts),
    ...countSentences(facts),
    tableSentence(facts, shown),
    ...identitySentences(facts, shown),
    ...noteSentences(facts),
  ].join(' ');
}

function countSentences({ statistics }: StatusBarFacts): string[] {
  const name: Shown = text => plainLabel(text, longestStatus);
  return listed(statistics.byStatus, mostStatuses).shown.map(({ value, count }) =>
    t('{status}: {count}.', { status: statusName(value, name), count: formatCount(count) }),
  );
}
