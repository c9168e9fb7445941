import type { JobColumns } from '../store/jobColumns';

const hourMs = 3_600_000;

/** Looked at in one go: far below a millisecond. */
const rowsAtOnce = 4096;

/** Failures count until somebody acknowledges them. */
export function isUnacknowledgedFailure(rows: JobColumns, row: number): boolean {
  return rows.fields.status.get(row) === 'FAILED' && !rows.isMarked(row, 'acknowledged');
}

export function isAcknowledgedFailure(rows: JobColumns, row: number): boolean {
  return rows.fields.status.get(row) === 'FAILED' && rows.isMarked(row, 'acknowledged');
}

/** From when on failures count, in milliseconds since the epoch; without hours all count. */
export function countedSince(withinHours: number | undefined, now: number): number {
  return withinHours === undefined ? -Infinity : now - withinHours * hourMs;
}

/** The ids of the failures that `FailedTimes.countSince` counts, found with breaks. */
export function* countedFailures(rows: JobColumns, since: number): Generator<undefined, string[]> {
  const { jobId, timestamp } = rows.fields;
  const jobIds: string[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.has(row) && isUnacknowledgedFailure(rows, row) && !(timestamp.time(row) < since)) {
      jobIds.push(jobId.get(row));
    }
    if (row % rowsAtOnce === rowsAtOnce - 1) {
      yield;
    }
  }
  return jobIds;
}

/**
 * The same jobs as a search of the dashboard. By the negated age, not by a range of time, since a failure
 * whose time cannot be read counts too.
 */
export function countedFailuresSearch(withinHours: number | undefined): string {
  const notAcknowledged = '-is:acknowledged';
  return withinHours === undefined
    ? notAcknowledged
    : `${notAcknowledged} -age:>${spanOf(withinHours)}`;
}

/** A search takes nine digits behind the point. */
function spanOf(hours: number): string {
  return Number.isInteger(hours) ? `${hours}h` : `${Number((hours * 3600).toFixed(3))}s`;
}
