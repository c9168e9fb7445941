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
  resolvedSentences,
  sampleSentences,
  statusName,
  stuckSentences,
  tableSentence,
  type Shown,
  type StatusBarDetails,
} from './statusBarSentences';

const shown: Shown = text => escapeText(text, maxMessageLength);

/** The screen reader text: everything shown, with reasons. */
export function statusBarLabel(details: StatusBarDetails): string {
  const { updatedAt, load } = details.state;
  const failure = failureSentences(details, shown);
  if (updatedAt === undefined) {
    const sentences =
      load.phase === 'failed'
        ? [...failure, ...noteSentences(details)]
        : [loadingSentence(details, shown)];
    return [t('Batch Monitor.'), ...sampleSentences(details), ...sentences].join(' ');
  }
  return [
    t('Batch Monitor.'),
    ...sampleSentences(details),
    failedSentence(details),
    ...resolvedSentences(details),
    ...ageSentences(details),
    ...failure,
    ...acknowledgedSentences(details),
    ...stuckSentences(details),
    ...countSentences(details),
    tableSentence(details, shown),
    ...identitySentences(details, shown),
    ...noteSentences(details),
  ].join(' ');
}

function countSentences({ statistics }: StatusBarDetails): string[] {
  const name: Shown = text => escapeText(text, maxStatusLength);
  return listed(statistics.byStatus, maxStatuses).shown.map(({ value, count }) =>
    t('{status}: {count}.', { status: statusName(value, name), count: formatCount(count) }),
  );
}
