import { isArrayParent } from '../job/arrayParent';
import { finishedDuration, runningFor } from '../job/duration';
import { isTerminal } from '../job/status';
import type { NumberField } from './columns/numberField';
import type { JobColumns } from './jobColumns';

/** How long the finished job of a row took, in milliseconds; not a number where it is unknown. */
export function durationOfRow(rows: JobColumns, row: number): number {
  const { createdAt, startedAt } = rows.fields;
  return durationSince(rows, row, isParentRow(rows, row) ? createdAt : startedAt);
}

/** The same, or how long a job that runs has run by `now`. */
export function durationSoFar(rows: JobColumns, row: number, now: number): number {
  const status = rows.fields.status.get(row);
  return isTerminal(status)
    ? durationOfRow(rows, row)
    : (runningFor(status, rows.fields.startedAt.get(row), now) ?? NaN);
}

/** Of jobs that ran themselves: an array job takes as long as all its children together. */
export function ownDurationOfRow(rows: JobColumns, row: number): number {
  return isParentRow(rows, row) ? NaN : durationSince(rows, row, rows.fields.startedAt);
}

function durationSince({ fields }: JobColumns, row: number, start: NumberField): number {
  const { status, stoppedAt } = fields;
  return finishedDuration(status.get(row), start.get(row), stoppedAt.get(row)) ?? NaN;
}

function isParentRow(rows: JobColumns, row: number): boolean {
  return isArrayParent(rows.arrayFields(row));
}
