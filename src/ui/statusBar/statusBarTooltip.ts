import { t } from '@vscode/l10n';
import { formatCount } from '../../core/text/formatCount';
import { listed } from '../../core/base/truncated';
import { markdownLabel } from '../../core/text/escapeText';
import { isRestricted, isSample } from '../../data/feed/feedState';
import { commands } from '../../ids';
import {
  acknowledgedSentences,
  costSentences,
  sinceSentences,
  throttlingSentences,
  failedSentence,
  failureSentences,
  identitySentences,
  liveSentences,
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
  updatedSentence,
  type Shown,
  type StatusBarDetails,
} from './statusBarSentences';
import { titleOf, type OfferedCommand } from '../base/commandTitles';
import { iconOfStatus } from '../../core/job/statusIcons';

export interface Tooltip {
  readonly markdown: string;
  readonly links: readonly OfferedCommand[];
}

const shown: Shown = text => markdownLabel(text, maxMessageLength);

/** Markdown whose only links run our commands. */
export function statusBarTooltip(details: StatusBarDetails): Tooltip {
  const { state, failed, statistics } = details;
  const hasFailed = state.load.phase === 'failed';
  if (state.updatedAt === undefined) {
    return hasFailed
      ? withLinks(
          [...failureParagraphs(details), ...noteSentences(details)],
          links(...remedies(details), 'refresh', ...connectionLinks(details), 'showLog'),
        )
      : withLinks(
          [...sampleParagraphs(details), loadingSentence(details, shown)],
          ['openDashboard', ...sampleLinks(details), 'showLog'],
        );
  }
  const read = [
    tableSentence(details, shown),
    ...identitySentences(details, shown),
    updatedSentence(details),
    ...costSentences(details, shown),
    ...sinceSentences(details),
    ...throttlingSentences(details),
  ];
  return withLinks(
    [
      ...sampleParagraphs(details),
      [`**${failedSentence(details)}**`, ...resolvedSentences(details)].join(' '),
      ...failureParagraphs(details),
      ...acknowledgedSentences(details),
      ...stuckSentences(details),
      ...(statistics.total > 0 ? [countsTable(details)] : []),
      read.join('  \n'),
      ...liveSentences(details),
      ...noteSentences(details),
    ],
    links(
      ...remedies(details),
      'openDashboard',
      'refresh',
      ...(failed > 0 ? (['acknowledgeFailures'] as const) : []),
      ...settingsLinks(details),
      ...connectionLinks(details),
      ...sampleLinks(details),
      ...(details.actsLive === true ? (['simulateActions'] as const) : []),
      'showLog',
    ),
  );
}

const sampleParagraphs = (details: StatusBarDetails): string[] =>
  sampleSentences(details).map(sentence => `$(beaker) ${sentence}`);

const sampleLinks = ({ state }: StatusBarDetails): OfferedCommand[] =>
  isSample(state) ? ['endSampleData', 'setUp'] : [];

/** The command that fixes the failure first, then diagnostics. */
function remedies({ state: { load } }: StatusBarDetails): OfferedCommand[] {
  if (load.phase !== 'failed') {
    return [];
  }
  const { command } = load.error;
  return isRestricted(load) ? [command] : [command, 'checkConnection'];
}

const settingsLinks = ({ settingProblems }: StatusBarDetails): OfferedCommand[] =>
  settingProblems > 0 ? ['openSettings'] : [];

/** Only with named connections. */
const connectionLinks = ({ namedConnections }: StatusBarDetails): OfferedCommand[] =>
  namedConnections > 0 ? ['switchConnection'] : [];

const links = (...names: readonly OfferedCommand[]): readonly OfferedCommand[] => [
  ...new Set(names),
];

function failureParagraphs(details: StatusBarDetails): string[] {
  const sentences = failureSentences(details, shown);
  return sentences.length > 0 ? [['$(warning)', ...sentences].join(' ')] : [];
}

function withLinks(paragraphs: readonly string[], links: readonly OfferedCommand[]): Tooltip {
  const line = links.map(name => `[${titleOf(name)}](command:${commands[name]})`).join(' · ');
  return { markdown: [...paragraphs, '---', line].join('\n\n'), links };
}

function countsTable({ statistics }: StatusBarDetails): string {
  const { shown, more } = listed(statistics.byStatus, maxStatuses);
  const name: Shown = text => markdownLabel(text, maxStatusLength);
  const rows = shown.map(
    ({ value, count }) =>
      `| $(${iconOfStatus(value)}) | ${statusName(value, name)} | ${formatCount(count)} |`,
  );
  const rest = more > 0 ? [`| | ${t('{0} other statuses', formatCount(more))} | |`] : [];
  // Hovers render table columns close together.
  const head = `| | ${t('Status')} | &nbsp; ${t('Jobs')} |`;
  return [head, '| --- | :--- | ---: |', ...rows, ...rest].join('\n');
}
