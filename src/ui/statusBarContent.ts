import { parseTime } from '../core/time';
import { formatCount } from '../core/formatCount';
import type { Job } from '../core/job';
import type { FeedState } from '../data/feedState';

export interface StatusBarContent {
  readonly text: string;
  readonly tooltip: string;
  /** Only failures are an error; anything else keeps the bar's own colours. */
  readonly isError: boolean;
  readonly accessibleName: string;
}

/** Failed jobs, all or only those of the last `withinHours`. A job without a time always counts. */
export function countFailed(
  jobs: Iterable<Job>,
  withinHours: number | undefined,
  now: number,
): number {
  const since = withinHours === undefined ? -Infinity : now - withinHours * 3_600_000;
  let failed = 0;
  for (const job of jobs) {
    if (job.status === 'FAILED' && (parseTime(job.timestamp) ?? now) >= since) {
      failed++;
    }
  }
  return failed;
}

/** What the status bar says; `undefined` while there is nothing to say. */
export function statusBarContent(
  state: FeedState,
  failed: number,
  total: number,
): StatusBarContent | undefined {
  const { load, updatedAt, connection, readUnits } = state;
  if (load.phase === 'idle') {
    return undefined;
  }
  if (updatedAt === undefined) {
    return load.phase === 'failed'
      ? {
          text: '$(warning) Batch',
          tooltip: `${load.error.message}\n${load.error.remedy}`,
          isError: false,
          accessibleName: `Batch Monitor: ${load.error.message}`,
        }
      : {
          text: '$(sync~spin) Batch',
          tooltip: `Loading jobs from ${connection.tableName} …`,
          isError: false,
          accessibleName: 'Batch Monitor: loading jobs',
        };
  }
  const stale = load.phase === 'failed';
  const lines = [
    `${formatCount(failed)} of ${formatCount(total)} jobs failed`,
    `Table ${connection.tableName}, ${connection.region}`,
    // The hour, not the age: a tooltip stands still while time goes on.
    `Updated at ${new Date(updatedAt).toLocaleTimeString()}${readUnits === undefined ? '' : `, ${formatCount(readUnits)} read units`}`,
    ...(stale ? ['', load.error.message, load.error.remedy] : []),
  ];
  const icon = failed > 0 ? '$(error)' : stale ? '$(warning)' : '$(pass)';
  return {
    text: `${icon} ${formatCount(failed)} failed${stale ? ' (old)' : ''}`,
    tooltip: lines.join('\n'),
    isError: failed > 0,
    accessibleName: `Batch Monitor: ${failed} failed jobs${stale ? ', not up to date' : ''}`,
  };
}
