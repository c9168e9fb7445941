import { t } from '@vscode/l10n';
import { formatCount } from '../core/formatCount';
import { listed } from '../core/listed';
import { remedyTitles } from '../core/remedyTitles';
import { markdownLabel } from '../core/plainLabel';
import { sampleTexts } from '../core/sampleTexts';
import { isSample } from '../data/feedState';
import { commands } from '../ids';
import {
  acknowledgedSentences,
  costSentences,
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
  updatedSentence,
  type Shown,
  type StatusBarFacts,
} from './statusBarSentences';
import { iconOfStatus } from './statusIcons';

/** The commands that the tooltip links to. */
export type TooltipCommand = Extract<
  keyof typeof commands,
  | 'openDashboard'
  | 'refresh'
  | 'acknowledgeFailures'
  | 'checkConnection'
  | 'endSampleData'
  | 'setUp'
  | 'showLog'
>;

export interface Tooltip {
  readonly markdown: string;
  readonly links: readonly TooltipCommand[];
}

const shown: Shown = text => markdownLabel(text, longestMessage);

/** Markdown whose only links are those to our commands. */
export function statusBarTooltip(facts: StatusBarFacts): Tooltip {
  const { state, failed, statistics } = facts;
  const hasFailed = state.load.phase === 'failed';
  if (state.updatedAt === undefined) {
    return hasFailed
      ? withLinks(
          [...failureParagraphs(facts), ...noteSentences(facts)],
          ['checkConnection', 'refresh', 'showLog'],
        )
      : withLinks(
          [...sampleParagraphs(facts), loadingSentence(facts, shown)],
          ['openDashboard', ...sampleLinks(facts), 'showLog'],
        );
  }
  const read = [
    tableSentence(facts, shown),
    ...identitySentences(facts, shown),
    updatedSentence(facts),
    ...costSentences(facts, shown),
  ];
  return withLinks(
    [
      ...sampleParagraphs(facts),
      `**${failedSentence(facts)}**`,
      ...failureParagraphs(facts),
      ...acknowledgedSentences(facts),
      ...(statistics.total > 0 ? [countsTable(facts)] : []),
      read.join('  \n'),
      ...noteSentences(facts),
    ],
    [
      'openDashboard',
      'refresh',
      ...(failed > 0 ? (['acknowledgeFailures'] as const) : []),
      ...(hasFailed ? (['checkConnection'] as const) : []),
      ...sampleLinks(facts),
      'showLog',
    ],
  );
}

const sampleParagraphs = (facts: StatusBarFacts): string[] =>
  sampleSentences(facts).map(sentence => `$(beaker) ${sentence}`);

const sampleLinks = ({ state }: StatusBarFacts): TooltipCommand[] =>
  isSample(state) ? ['endSampleData', 'setUp'] : [];

function failureParagraphs(facts: StatusBarFacts): string[] {
  const sentences = failureSentences(facts, shown);
  return sentences.length > 0 ? [['$(warning)', ...sentences].join(' ')] : [];
}

function withLinks(paragraphs: readonly string[], links: readonly TooltipCommand[]): Tooltip {
  const line = links.map(name => `[${titleOf(name)}](command:${commands[name]})`).join(' · ');
  return { markdown: [...paragraphs, '---', line].join('\n\n'), links };
}

function titleOf(name: TooltipCommand): string {
  switch (name) {
    case 'openDashboard':
      return t('Open Dashboard');
    case 'acknowledgeFailures':
      return t('Acknowledge All Failures');
    case 'endSampleData':
      return sampleTexts.end;
    case 'refresh':
    case 'checkConnection':
    case 'setUp':
    case 'showLog':
      return remedyTitles[name];
  }
}

function countsTable({ statistics }: StatusBarFacts): string {
  const { shown, more } = listed(statistics.byStatus, mostStatuses);
  const name: Shown = text => markdownLabel(text, longestStatus);
  const rows = shown.map(
    ({ value, count }) =>
      `| $(${iconOfStatus(value)}) | ${statusName(value, name)} | ${formatCount(count)} |`,
  );
  const rest = more > 0 ? [`| | ${t('{0} other statuses', formatCount(more))} | |`] : [];
  // A hover sets its columns close together.
  const head = `| | ${t('Status')} | &nbsp; ${t('Jobs')} |`;
  return [head, '| --- | :--- | ---: |', ...rows, ...rest].join('\n');
}
