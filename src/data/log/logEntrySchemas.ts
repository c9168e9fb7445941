import * as v from 'valibot';
import { actionOutcomes, type ActionEntry } from '../../core/actions/actionLog';
import { maxNoteLength } from '../../core/actions/actionNote';
import { jobActions } from '../../core/actions/jobActions';
import { markNames } from '../../core/job/jobMarks';
import type { MarkEntry } from '../../core/actions/markEntries';
import { isPlausibleTime } from './plausibleTime';

/** Log files may contain anything, such as entries of other versions, so everything read is validated. */

const moment = v.pipe(
  v.number(),
  v.minValue(0),
  v.check(time => isPlausibleTime(time, Date.now())),
);
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const text = v.pipe(v.string(), v.maxLength(10_000));
/** Absent values are not written. */
const optionalText = v.optional(v.union([text, v.undefined()]));

/** Earlier versions have none; an invalid one does not cost the entry. */
const addedText = v.fallback(optionalText, undefined);

/** DynamoDB's limit for a partition key. */
const jobId = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));

const actionEntry = v.object({
  id: name,
  run: name,
  at: moment,
  action: v.picklist(jobActions),
  mode: v.picklist(['simulated', 'live']),
  by: text,
  table: text,
  region: text,
  jobId,
  jobName: text,
  taskType: text,
  status: text,
  taskId: optionalText,
  mediaId: optionalText,
  outcome: v.picklist(actionOutcomes),
  detail: text,
  /** Entries of earlier versions have none; an invalid one does not cost the entry. */
  note: v.fallback(
    v.optional(v.union([v.pipe(v.string(), v.maxLength(maxNoteLength)), v.undefined()])),
    undefined,
  ),
  queue: addedText,
  newJobId: addedText,
});

/** The maximum number of jobs in one line of marks. */
export const maxIdsPerEntry = 1_000;

const markEntry = v.object({
  id: name,
  at: moment,
  scope: name,
  mark: v.picklist(markNames),
  isOn: v.boolean(),
  jobIds: v.pipe(v.array(jobId), v.minLength(1), v.maxLength(maxIdsPerEntry)),
});

export function checkActionEntry(value: unknown): ActionEntry | undefined {
  const { success, output } = v.safeParse(actionEntry, value);
  return success
    ? { ...output, taskId: output.taskId, mediaId: output.mediaId, note: output.note }
    : undefined;
}

export function checkMarkEntry(value: unknown): MarkEntry | undefined {
  const { success, output } = v.safeParse(markEntry, value);
  return success ? output : undefined;
}
