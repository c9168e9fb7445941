import { t } from '@vscode/l10n';
import { formatCount } from '../text/formatCount';
import { plural } from '../text/localization';
import { singleLine } from '../text/singleLine';
import { zonedTime } from '../text/time';
import type { JobLog } from './jobLogs';
import { linesOf, type LogView } from './renderLog';

/** A log that is searched, with its job. */
export interface SearchedLog {
  readonly jobId: string;
  readonly jobName: string;
  readonly log: JobLog;
}

export interface FoundEntry {
  readonly time: number;
  readonly text: string;
}

export interface LogSearchResult {
  readonly text: string;
  readonly logs: readonly SearchedLog[];
  /** By stream; logs without a match have none. */
  readonly found: ReadonlyMap<JobLog, readonly FoundEntry[]>;
  /** Logs that no longer exist. */
  readonly missing: number;
  /** Jobs without a log. */
  readonly withoutLog: number;
  /** Jobs or logs beyond the limit. */
  readonly isCut: boolean;
}

/** The report of a search, and where each match is in it. */
export interface LogSearchReport {
  readonly text: string;
  readonly places: readonly {
    /** Zero-based. */
    readonly line: number;
    readonly searched: SearchedLog;
    readonly time: number;
  }[];
}

/** Matches shown of one log; the log itself has the rest. */
const maxPerLog = 20;
const maxLineLength = 500;
const view: LogView = { times: 'none', startedAt: 0, isRevealed: false, maxLineLength };

/** Secrets are always hidden, as in logs. */
export function renderLogSearch(result: LogSearchResult): LogSearchReport {
  const places: LogSearchReport['places'][number][] = [];
  const lines = [t('Search for "{0}" in logs', singleLine(result.text)), summary(result), ''];
  for (const searched of result.logs) {
    const entries = result.found.get(searched.log) ?? [];
    const [first] = entries;
    if (!first) {
      continue;
    }
    places.push({ line: lines.length, searched, time: first.time });
    lines.push(titleOf(searched));
    for (const { time, text } of entries.slice(0, maxPerLog)) {
      const shown = linesOf({ time, text }, view).join(' ');
      lines.push(`  ${zonedTime(time) ?? '–'}  ${shown}`);
    }
    if (entries.length > maxPerLog) {
      lines.push(`  ${t('and {0} more', formatCount(entries.length - maxPerLog))}`);
    }
    lines.push('');
  }
  return { text: `${lines.join('\n').trimEnd()}\n`, places };
}

function titleOf({ jobId, jobName, log }: SearchedLog): string {
  const names = [jobName === '' ? jobId : jobName, log.container ?? ''];
  const attempt = log.attempt > 0 ? [t('Attempt {0}', log.attempt)] : [];
  return [...names, ...attempt]
    .map(name => singleLine(name))
    .filter(name => name !== '')
    .join(' · ');
}

function summary({ logs, found, missing, withoutLog, isCut }: LogSearchResult): string {
  const entries = [...found.values()].reduce((sum, each) => sum + each.length, 0);
  const figure = formatCount(entries);
  return [
    plural(
      entries,
      t('{0} match in {1} of {2} logs.', figure, formatCount(found.size), formatCount(logs.length)),
      t(
        '{0} matches in {1} of {2} logs.',
        figure,
        formatCount(found.size),
        formatCount(logs.length),
      ),
    ),
    ...(withoutLog > 0 ? [t('Jobs without a log: {0}.', formatCount(withoutLog))] : []),
    ...(missing > 0 ? [t('Logs that no longer exist: {0}.', formatCount(missing))] : []),
    ...(isCut ? [t('A search covers at most 100 logs, so some are not included.')] : []),
  ].join(' ');
}
