import { costText } from '../core/cost';
import type { UserError } from '../core/errors';
import { formatCount } from '../core/formatCount';
import { refreshNotes } from '../core/pollingPolicy';
import { formatDuration } from '../core/time';
import {
  freshnessOf,
  isSignedOut,
  lacksBackfill,
  type FeedState,
  type Freshness,
} from '../data/feedState';

export interface StatusBarContent {
  readonly text: string;
  readonly tooltip: string;
  /** Only failures are an error; anything else keeps the bar's own colours. */
  readonly isError: boolean;
  readonly accessibleName: string;
}

/** What the status bar says; `undefined` while there is nothing to say. `waitMs`: see RefreshRate. */
export function statusBarContent(
  state: FeedState,
  waitMs: number,
  failed: number,
  total: number,
): StatusBarContent | undefined {
  const { load, updatedAt, connection } = state;
  if (load.phase === 'idle') {
    return undefined;
  }
  const signedOut = isSignedOut(load);
  const freshness = freshnessOf(state, waitMs);
  if (updatedAt === undefined) {
    return load.phase === 'failed'
      ? {
          text: signedOut ? '$(key) Batch: sign in' : '$(warning) Batch',
          tooltip: failureLines(load.error, freshness).join('\n'),
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
    // The time, not the age: a tooltip stands still while time goes on, also past midnight.
    `Updated at ${new Date(updatedAt).toLocaleString()}${rateText(freshness)}`,
    ...(freshness.cost ? [costText(freshness.cost)] : []),
    ...(lacksBackfill(state) ? [refreshNotes.lacksBackfill] : []),
    ...(freshness.polling.mode === 'off' ? [refreshNotes.off] : []),
    ...(stale ? ['', ...failureLines(load.error, freshness)] : []),
  ];
  const icon = failed > 0 ? '$(error)' : signedOut ? '$(key)' : stale ? '$(warning)' : '$(pass)';
  return {
    text: `${icon} ${formatCount(failed)} failed${stale ? ' (old)' : ''}`,
    tooltip: lines.join('\n'),
    isError: failed > 0,
    accessibleName: `Batch Monitor: ${failed} failed jobs${stale ? ', not up to date' : ''}`,
  };
}

const rateText = ({ polling }: Freshness): string =>
  polling.mode === 'on' ? `, every ${formatDuration(polling.everyMs)}` : '';

const failureLines = ({ message, remedy }: UserError, { polling }: Freshness): string[] => [
  message,
  remedy,
  ...(polling.mode === 'signedOut' ? [refreshNotes.signedOut] : []),
];
