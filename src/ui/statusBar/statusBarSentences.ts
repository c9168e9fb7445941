import { t } from '@vscode/l10n';
import { costText } from '../../core/polling/cost';
import {
  jobsInSourceText,
  loadingText,
  throttledText,
  type SourceNames,
} from '../../core/text/sourceTexts';
import { formatCount } from '../../core/text/formatCount';
import { refreshNotes } from '../../core/polling/pollingPolicy';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import type { FailureCount } from '../../core/settings/failureCount';
import type { Statistics } from '../../core/store/statistics';
import { formatMoment, formatDuration, formatInBothZones } from '../../core/text/time';
import { freshnessOf, isSample, lacksBackfill, type FeedState } from '../../data/feed/feedState';
import { minuteMs } from '../../core/base/timeUnits';
import { sourceTraits } from '../connection/sourceTraits';

export interface StatusBarDetails {
  /** Still `failed` while a failed refresh is being retried. */
  readonly state: FeedState;
  /** See RefreshRate. */
  readonly waitMs: number;
  /** Unacknowledged failures, only recent or unresolved ones if so configured. */
  readonly failed: number;
  readonly failureCount: FailureCount;
  /** Of the unacknowledged failures in the time range: those that no later job made good, and the others. */
  readonly unresolved: number;
  readonly resolved: number;
  readonly failedWithinHours: number | undefined;
  readonly acknowledged: number;
  /** Jobs that have been waiting or starting for too long. */
  readonly stuck: number;
  /** Whether the passing of time alone may change `stuck`. */
  readonly mayGetStuck: boolean;
  readonly statistics: Statistics;
  /** The number of invalid settings. */
  readonly settingProblems: number;
  /** The number of named connections, without the settings' table. */
  readonly namedConnections: number;
  /** Retry and abort reach AWS. */
  readonly actsLive?: boolean;
  readonly now: number;
}

/** Escapes a text from the table or AWS for where it is displayed. */
export type Shown = (text: string) => string;

/** The table may hold any number of statuses, of any length. */
export const maxStatuses = 12;
export const maxStatusLength = 40;
export const maxMessageLength = 1000;

export const statusName = (status: string, shown: Shown): string => shown(status) || t('No status');

export function failedSentence(details: StatusBarDetails): string {
  const { failed, failureCount, failedWithinHours: hours } = details;
  if (failureCount === 'unresolved') {
    return unresolvedSentence(details);
  }
  if (failed === 0) {
    return noFailureSentence(details);
  }
  const count = formatCount(failed);
  if (hours === undefined) {
    return failed === 1 ? t('1 failed job.') : t('{0} failed jobs.', count);
  }
  return failed === 1
    ? t('1 failed job in the last {0} h.', hours)
    : t('{count} failed jobs in the last {hours} h.', { count, hours });
}

function unresolvedSentence({ failed, failedWithinHours: hours }: StatusBarDetails): string {
  const count = formatCount(failed);
  if (hours === undefined) {
    return failed === 0
      ? t('No unresolved failed jobs.')
      : failed === 1
        ? t('1 unresolved failed job.')
        : t('{0} unresolved failed jobs.', count);
  }
  return failed === 0
    ? t('No unresolved failed jobs in the last {0} h.', hours)
    : failed === 1
      ? t('1 unresolved failed job in the last {0} h.', hours)
      : t('{count} unresolved failed jobs in the last {hours} h.', { count, hours });
}

/** How many failures a later job made good, or how many not. */
export function resolvedSentences(details: StatusBarDetails): string[] {
  const { failureCount, unresolved, resolved } = details;
  if (resolved === 0) {
    return [];
  }
  if (failureCount === 'all') {
    return [
      unresolved === 0
        ? t('Later jobs made good all failures.')
        : t('{0} unresolved: no later job made them good.', formatCount(unresolved)),
    ];
  }
  return [
    resolved === 1
      ? t('1 failure that a later job made good is not counted.')
      : t('{0} failures that later jobs made good are not counted.', formatCount(resolved)),
  ];
}

/** Acknowledged jobs have failed too, so "no failed jobs" would be wrong. */
function noFailureSentence({ acknowledged, failedWithinHours: hours }: StatusBarDetails): string {
  if (hours === undefined) {
    return acknowledged === 0 ? t('No failed jobs.') : t('No unacknowledged failed jobs.');
  }
  return acknowledged === 0
    ? t('No failed jobs in the last {0} h.', hours)
    : t('No unacknowledged failed jobs in the last {0} h.', hours);
}

export function acknowledgedSentences({ acknowledged }: StatusBarDetails): string[] {
  return acknowledged === 0
    ? []
    : [
        acknowledged === 1
          ? t('1 acknowledged failure is not counted.')
          : t('{0} acknowledged failures are not counted.', formatCount(acknowledged)),
      ];
}

export function stuckSentences({ stuck }: StatusBarDetails): string[] {
  return stuck === 0
    ? []
    : [
        stuck === 1
          ? t('1 stuck job: waiting or starting for too long.')
          : t('{0} stuck jobs: waiting or starting for too long.', formatCount(stuck)),
      ];
}

/** States that the data is sample data, if so. */
export const liveSentences = ({ actsLive }: StatusBarDetails): string[] =>
  actsLive === true ? [t('Live: retry and abort send requests to AWS.')] : [];

export const sampleSentences = ({ state }: StatusBarDetails): string[] =>
  isSample(state) ? [sampleDataTexts.note] : [];

export function tableSentence({ state, statistics }: StatusBarDetails, shown: Shown): string {
  if (isSample(state)) {
    return t('{0} sample jobs.', formatCount(statistics.total));
  }
  const { total } = statistics;
  const location = jobsInSourceText(total, formatCount(total), namesOf(state, shown));
  const { name } = state.connection;
  return name === undefined ? location : t('{name}: {location}', { name: shown(name), location });
}

/** The identity that reads the table, once known. */
export function identitySentences({ state }: StatusBarDetails, shown: Shown): string[] {
  const { identity } = state;
  return identity ? [t('AWS identity: {arn}.', { arn: shown(identity.arn) })] : [];
}

/** The time, not the age, since a tooltip does not update; with the date, because midnight may pass. */
export function updatedSentence({ state, waitMs }: StatusBarDetails): string {
  const time = formatInBothZones(state.updatedAt ?? NaN);
  const { polling } = freshnessOf(state, waitMs);
  // After failures, the back-off makes the interval longer.
  return polling.mode === 'on' && state.load.phase !== 'failed'
    ? t('Updated at {time}; refreshes every {interval}.', {
        time,
        interval: formatDuration(polling.everyMs),
      })
    : t('Updated at {0}.', time);
}

export function ageSentences({ state, now }: StatusBarDetails): string[] {
  const { load, updatedAt } = state;
  return load.phase === 'failed' && updatedAt !== undefined
    ? [t('Not updated for {0}.', ageText(now - updatedAt))]
    : [];
}

export function costSentences({ state, waitMs }: StatusBarDetails, shown: Shown): string[] {
  const { cost } = freshnessOf(state, waitMs);
  return cost ? [shown(costText(cost))] : [];
}

/** Since when all jobs are listed, if the source forgets older ones. */
export const sinceSentences = ({ state: { listsSince } }: StatusBarDetails): string[] =>
  listsSince === undefined ? [] : [t('Complete since {0}.', formatMoment(listsSince))];

/** That AWS slows reads down, if it does. */
export const throttlingSentences = ({ state: { throttledTo } }: StatusBarDetails): string[] =>
  throttledTo === undefined ? [] : [`${throttledText(throttledTo)}.`];

/** Why the jobs are out of date, if they are. */
export function failureSentences({ state, waitMs }: StatusBarDetails, shown: Shown): string[] {
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

/** Other notes that need the user's attention. */
export function noteSentences({ state, waitMs, settingProblems }: StatusBarDetails): string[] {
  return [
    ...(freshnessOf(state, waitMs).polling.mode === 'off' ? [refreshNotes.off] : []),
    ...(lacksBackfill(state) ? [refreshNotes.lacksBackfill] : []),
    ...(settingProblems > 0
      ? [
          settingProblems === 1
            ? t('1 setting is invalid. See the log for details.')
            : t('{0} settings are invalid. See the log for details.', settingProblems),
        ]
      : []),
  ];
}

export function loadingSentence({ state }: StatusBarDetails, shown: Shown): string {
  const { load } = state;
  if (isSample(state)) {
    return t('Generating sample jobs…');
  }
  const loaded = load.phase === 'loading' ? load.loaded : 0;
  return loadingText(namesOf(state, shown), loaded === 0 ? undefined : formatCount(loaded));
}

const namesOf = ({ connection }: StatusBarDetails['state'], shown: Shown): SourceNames =>
  sourceTraits(connection).names(shown(connection.tableName), shown(connection.region));

/** In whole minutes, the update interval. */
export const ageText = (ms: number): string =>
  ms < minuteMs
    ? t('<{0}', formatDuration(minuteMs))
    : formatDuration(Math.floor(ms / minuteMs) * minuteMs);
