import type { JobColumns } from '../store/jobColumns';
import { isUnresolved } from '../store/rowResolution';
import type { FailureCount } from '../settings/failureCount';
import { hourMs } from '../base/timeUnits';

/** Rows scanned between two yields: far less than a millisecond of work. */
const chunkSize = 4096;

/** Failures count until the user acknowledges them. */
export function isUnacknowledgedFailure(rows: JobColumns, row: number): boolean {
  return rows.fields.status.get(row) === 'FAILED' && !rows.isMarked(row, 'acknowledged');
}

export function isAcknowledgedFailure(rows: JobColumns, row: number): boolean {
  return rows.fields.status.get(row) === 'FAILED' && rows.isMarked(row, 'acknowledged');
}

/** Whether the status bar and the badge count the failure. */
export const isCountedFailure =
  (counts: FailureCount) =>
  (rows: JobColumns, row: number): boolean =>
    isUnacknowledgedFailure(rows, row) && (counts === 'all' || isUnresolved(rows, row));

/** The time from which on failures count, in milliseconds since the epoch; without hours, all count. */
export function countedSince(withinHours: number | undefined, now: number): number {
  return withinHours === undefined ? -Infinity : now - withinHours * hourMs;
}

/** The ids of the failures that `FailedTimes.countSince` counts; yields between chunks. */
export function* countedFailures(
  rows: JobColumns,
  since: number,
  counts: FailureCount = 'all',
): Generator<undefined, string[]> {
  const isCounted = isCountedFailure(counts);
  const { jobId, timestamp } = rows.fields;
  const jobIds: string[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.has(row) && isCounted(rows, row) && !(timestamp.time(row) < since)) {
      jobIds.push(jobId.get(row));
    }
    if (row % chunkSize === chunkSize - 1) {
      yield;
    }
  }
  return jobIds;
}

/**
 * A dashboard search for the same jobs. It uses a negated age rather than a time range, so that failures
 * without a readable time match, too.
 */
export const countedFailuresSearch = (
  withinHours: number | undefined,
  counts: FailureCount = 'all',
): string =>
  [
    '-is:acknowledged',
    ...(counts === 'unresolved' ? ['is:unresolved'] : []),
    ...(withinHours === undefined ? [] : [`-age:>${spanOf(withinHours)}`]),
  ].join(' ');

/** The search syntax allows nine decimals. */
const spanOf = (hours: number): string =>
  Number.isInteger(hours) ? `${hours}h` : `${Number((hours * 3600).toFixed(3))}s`;
