import { t } from '@vscode/l10n';
import { formatCount } from '../../core/text/formatCount';
import { listed } from '../../core/base/truncated';
import { escapeText } from '../../core/text/escapeText';
import {
  acknowledgedSentences,
  ageSentences,
  failedSentence,
  failureSentences,
  identitySentences,
  loadingSentence,
  maxMessageLength,
  maxStatusLength,
  maxStatuses,
  noteSentences,
  sampleSentences,
  statusName,
  tableSentence,
  type Shown,
  type StatusBarDetails,
} from './statusBarSentences';

const shown: Shown = text => escapeText(text, maxMessageLength);

/** What a screen reader says: all there is to see, and why. */
export function statusBarLabel(facts: StatusBarDetails): string {
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

function countSentences({ statistics }: StatusBarDetails): string[] {
  const name: Shown = text => escapeText(text, maxStatusLength);
  return listed(statistics.byStatus, maxStatuses).shown.map(({ value, count }) =>
    t('{status}: {count}.', { status: statusName(value, name), count: formatCount(count) }),
  );
}
