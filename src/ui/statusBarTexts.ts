import { t } from '@vscode/l10n';
import { costText } from '../core/cost';
import { formatCount } from '../core/formatCount';
import { listed } from '../core/listed';
import { markdownLabel, plainLabel } from '../core/plainLabel';
import { refreshNotes } from '../core/pollingPolicy';
import type { Statistics } from '../core/statistics';
import { formatDuration } from '../core/time';
import { freshnessOf, lacksBackfill, type FeedState } from '../data/feedState';
import { commands } from '../ids';
import { iconOfStatus } from './statusIcons';

export interface StatusBarFacts {
  /** Failed also while a refresh that failed is tried again. */
  readonly state: FeedState;
  /** See RefreshRate. */
  readonly waitMs: number;
  /** Those that count: of late where the user wants it so, and not acknowledged. */
  readonly failed: number;
  readonly failedWithinHours: number | undefined;
  readonly acknowledged: number;
  readonly statistics: Statistics;
  /** Settings that cannot be used as they are. */
  readonly settingProblems: number;
  readonly now: number;
}

/** The commands that the tooltip links to. */
export type TooltipCommand = Extract<
  keyof typeof commands,
  'openDashboard' | 'refresh' | 'acknowledgeFailures' | 'checkConnection' | 'showLog'
>;

export interface Tooltip {
  readonly markdown: string;
  readonly links: readonly TooltipCommand[];
}

/** A text from the table or from AWS, made harmless where it is to be shown. */
type Shown = (text: string) => string;

/** Statuses come from the table, in any number and of any length. */
const mostStatuses = 12;
const longestStatus = 40;
const longestMessage = 1000;

/** What a screen reader says: all there is to see, and why. */
export function statusBarLabel(facts: StatusBarFacts): string {
  const shown: Shown = text => plainLabel(text, longestMessage);
  const { state, statistics } = facts;
  if (state.updatedAt === undefined) {
    return [t('Batch Monitor.'), ...loadSentences(facts, shown)].join(' ');
  }
  const counts = listed(statistics.byStatus, mostStatuses).shown.map(({ value, count }) =>
    t('{status}: {count}.', { status: statusName(value, shown), count: formatCount(count) }),
  );
  return [
    t('Batch Monitor.'),
    failedSentence(facts),
    ...acknowledgedSentences(facts),
    ...counts,
    tableSentence(facts, shown),
    ...ageSentences(facts),
    ...noteSentences(facts, shown),
  ].join(' ');
}

/** Markdown whose only links are those to our commands. */
export function statusBarTooltip(facts: StatusBarFacts): Tooltip {
  const shown: Shown = text => markdownLabel(text, longestMessage);
  const { state, failed, statistics } = facts;
  const hasFailed = state.load.phase === 'failed';
  if (state.updatedAt === undefined) {
    return withLinks(
      loadSentences(facts, shown),
      hasFailed ? ['checkConnection', 'refresh', 'showLog'] : ['openDashboard', 'showLog'],
    );
  }
  return withLinks(
    [
      `**${failedSentence(facts)}**`,
      ...acknowledgedSentences(facts),
      ...(statistics.total > 0 ? [countsTable(facts)] : []),
      [tableSentence(facts, shown), updatedSentence(facts), ...costSentences(facts, shown)].join(
        '  \n',
      ),
      ...noteSentences(facts, shown),
    ],
    [
      'openDashboard',
      'refresh',
      ...(failed > 0 ? (['acknowledgeFailures'] as const) : []),
      ...(hasFailed ? (['checkConnection'] as const) : []),
      'showLog',
    ],
  );
}

function withLinks(paragraphs: readonly string[], links: readonly TooltipCommand[]): Tooltip {
  const line = links.map(name => `[${titleOf(name)}](command:${commands[name]})`).join(' · ');
  return { markdown: [...paragraphs, '---', line].join('\n\n'), links };
}

function titleOf(name: TooltipCommand): string {
  switch (name) {
    case 'openDashboard':
      return t('Open Dashboard');
    case 'refresh':
      return t('Refresh');
    case 'acknowledgeFailures':
      return t('Acknowledge All Failures');
    case 'checkConnection':
      return t('Check Connection');
    case 'showLog':
      return t('Show Log');
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
  return [`| | ${t('Status')} | ${t('Jobs')} |`, '| --- | :--- | ---: |', ...rows, ...rest].join(
    '\n',
  );
}

const statusName = (status: string, shown: Shown): string => shown(status) || t('No status');

function failedSentence({ failed, failedWithinHours: hours }: StatusBarFacts): string {
  const count = formatCount(failed);
  if (hours === undefined) {
    return failed === 0
      ? t('No failed jobs.')
      : failed === 1
        ? t('1 failed job.')
        : t('{0} failed jobs.', count);
  }
  return failed === 0
    ? t('No failed jobs in the last {0} h.', hours)
    : failed === 1
      ? t('1 failed job in the last {0} h.', hours)
      : t('{count} failed jobs in the last {hours} h.', { count, hours });
}

function acknowledgedSentences({ acknowledged }: StatusBarFacts): string[] {
  return acknowledged === 0
    ? []
    : [
        acknowledged === 1
          ? t('1 failure is acknowledged and not counted.')
          : t('{0} failures are acknowledged and not counted.', formatCount(acknowledged)),
      ];
}

function tableSentence({ state, statistics }: StatusBarFacts, shown: Shown): string {
  const { tableName, region } = state.connection;
  const facts = {
    count: formatCount(statistics.total),
    table: shown(tableName),
    region: shown(region),
  };
  return statistics.total === 1
    ? t('1 job in table {table}, {region}.', facts)
    : t('{count} jobs in table {table}, {region}.', facts);
}

/** The time, not the age: a tooltip stands still while time goes on, also past midnight. */
function updatedSentence({ state, waitMs }: StatusBarFacts): string {
  const time = new Date(state.updatedAt ?? NaN).toLocaleString();
  const { polling } = freshnessOf(state, waitMs);
  return polling.mode === 'on'
    ? t('Updated at {time}, every {interval}.', { time, interval: formatDuration(polling.everyMs) })
    : t('Updated at {0}.', time);
}

function ageSentences({ state, now }: StatusBarFacts): string[] {
  const { load, updatedAt } = state;
  return load.phase === 'failed' && updatedAt !== undefined
    ? [t('Not up to date: {0} old.', ageText(now - updatedAt))]
    : [];
}

function costSentences({ state, waitMs }: StatusBarFacts, shown: Shown): string[] {
  const { cost } = freshnessOf(state, waitMs);
  return cost ? [shown(costText(cost))] : [];
}

/** What needs the user's attention, if anything. */
function noteSentences(facts: StatusBarFacts, shown: Shown): string[] {
  const { state, waitMs, settingProblems } = facts;
  return [
    ...failureSentences(facts, shown),
    ...(freshnessOf(state, waitMs).polling.mode === 'off' ? [refreshNotes.off] : []),
    ...(lacksBackfill(state) ? [refreshNotes.lacksBackfill] : []),
    ...(settingProblems > 0
      ? [
          settingProblems === 1
            ? t('1 setting cannot be used as it is; the log says why.')
            : t('{0} settings cannot be used as they are; the log says why.', settingProblems),
        ]
      : []),
  ];
}

function failureSentences({ state, waitMs }: StatusBarFacts, shown: Shown): string[] {
  const { load } = state;
  return load.phase === 'failed'
    ? [
        shown(load.error.message),
        shown(load.error.remedy),
        ...(freshnessOf(state, waitMs).polling.mode === 'signedOut'
          ? [refreshNotes.signedOut]
          : []),
      ]
    : [];
}

function loadSentences(facts: StatusBarFacts, shown: Shown): string[] {
  const { connection, load } = facts.state;
  if (load.phase === 'failed') {
    return noteSentences(facts, shown);
  }
  const table = shown(connection.tableName);
  const loaded = load.phase === 'loading' ? load.loaded : 0;
  return [
    loaded === 0
      ? t('Loading jobs from table {0}…', table)
      : t('Loading jobs from table {table}: {count} so far.', {
          table,
          count: formatCount(loaded),
        }),
  ];
}

const minuteMs = 60_000;

/** In whole minutes, which is how often it is told anew. */
export const ageText = (ms: number): string =>
  formatDuration(Math.max(minuteMs, Math.floor(ms / minuteMs) * minuteMs));
