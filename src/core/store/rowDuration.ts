import { finishedDuration } from '../job/duration';
import type { JobColumns } from './jobColumns';
import { isTerminal } from '../job/status';

/** From start to stop in milliseconds; NaN if unknown, or if the job has not finished. */
export function durationOfRow({ fields }: JobColumns, row: number): number {
  const { status, startedAt, stoppedAt } = fields;
  return finishedDuration(status.get(row), startedAt.get(row), stoppedAt.get(row)) ?? NaN;
}

/** The same, or the time that an unfinished job has run by `now`. */
export function durationSoFar(rows: JobColumns, row: number, now: number): number {
  return isTerminal(rows.fields.status.get(row))
    ? durationOfRow(rows, row)
    : now - rows.fields.startedAt.raw(row);
}
