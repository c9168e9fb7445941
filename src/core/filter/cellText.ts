import type { ColumnId } from './columns';
import { finishedDuration } from '../job/duration';
import { resolutionText, type Resolution } from '../job/resolution';
import { reasonLine } from '../job/reasons';
import { formatDuration } from '../text/time';

/** What the table shows of a job. Times are milliseconds since the epoch. */
export interface CellFields {
  readonly jobId: string;
  readonly jobName: string;
  readonly status: string;
  readonly taskType: string;
  readonly region: string;
  /** As stored. */
  readonly timestamp: string;
  readonly statusReason: string;
  /** The container's own. */
  readonly reason?: string | undefined;
  readonly queue: string;
  readonly definition: string;
  readonly mediaId?: string | undefined;
  readonly taskId?: string | undefined;
  readonly workspace?: string | undefined;
  readonly attempts?: number | undefined;
  readonly exitCode?: number | undefined;
  readonly startedAt?: number | undefined;
  /** Absent while the job runs. */
  readonly stoppedAt?: number | undefined;
  /** Of a failed job. */
  readonly resolution?: Resolution | undefined;
}

/** The whole text of a cell, as it is copied; empty for a fact that is missing. */
export function cellText(facts: CellFields, column: ColumnId): string {
  if (column === 'duration') {
    return durationText(facts);
  }
  if (column === 'resolution') {
    return resolutionText(facts.resolution ?? 'none');
  }
  return column === 'statusReason' ? reasonLine(facts) : (facts[column]?.toString() ?? '');
}

function durationText({ status, startedAt, stoppedAt }: CellFields): string {
  const ms = finishedDuration(status, startedAt, stoppedAt);
  return ms === undefined ? '' : formatDuration(ms);
}
