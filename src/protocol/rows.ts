import * as v from 'valibot';
import { resolutions } from '../core/job/resolution';
import { count, optionalText, optionalNumber } from './schemas';

/** Rows of the table, and options of the filters. */

/** Cell texts are truncated to this many characters; details and copies are complete. */
export const maxCellLength = 500;

export const row = v.strictObject({
  jobId: v.string(),
  jobName: v.string(),
  status: v.string(),
  taskType: v.string(),
  region: v.string(),
  /** Milliseconds since the epoch; absent if the stored timestamp cannot be parsed. */
  time: optionalNumber,
  timestamp: v.string(),
  statusReason: v.string(),
  /** The container's own. */
  reason: optionalText,
  mediaId: optionalText,
  taskId: optionalText,
  queue: v.string(),
  /** With its revision, `name:revision`. */
  definition: v.string(),
  /** Milliseconds since the epoch; of the parent of an array job, when it was created. */
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
  attempts: optionalNumber,
  exitCode: optionalNumber,
  workspace: optionalText,
  /** What became of a failed job; absent for others. */
  resolution: v.optional(v.picklist(resolutions)),
  /** The user's marks; absent if not set. */
  broken: v.optional(v.literal(true)),
  acknowledged: v.optional(v.literal(true)),
});

export type Row = v.InferOutput<typeof row>;

/** Consecutive rows; `start` is the index of the first one. */
export const rowWindow = v.strictObject({ start: count, rows: v.array(row) });

export type RowWindow = v.InferOutput<typeof rowWindow>;

/** `label` is shown instead of the value; `partOf` is the option of which this one is a part. */
export const option = v.strictObject({
  value: v.string(),
  count,
  label: optionalText,
  partOf: optionalText,
});

export type FacetOption = v.InferOutput<typeof option>;
