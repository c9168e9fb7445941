import type { JobRows } from './jobRows';
import { isTerminal } from './status';

/** From start to stop in milliseconds; not a number where either is unknown, or before it has stopped. */
export function finishedDuration({ fields }: JobRows, row: number): number {
  return isTerminal(fields.status.get(row))
    ? fields.stoppedAt.raw(row) - fields.startedAt.raw(row)
    : NaN;
}

/** The same, or how long a job has run by `now`. */
export function durationSoFar(rows: JobRows, row: number, now: number): number {
  return isTerminal(rows.fields.status.get(row))
    ? finishedDuration(rows, row)
    : now - rows.fields.startedAt.raw(row);
}
