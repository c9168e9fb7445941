import { readBatchEvent } from '../../../src/core/job/batchEvent';
import { familyOf } from '../../../src/core/job/mediaIdentifiers';
import type { Job } from '../../../src/core/job/job';
import { itemOf, jobOf, type JobItem } from '../../../src/core/job/jobItem';
import { isObject } from '../../../src/core/base/json';
import { sequenceOf } from '../../../src/core/job/sequence';
import { shardOf, shards } from '../../../src/core/job/shard';
import { parseTime } from '../../../src/core/text/time';
import { parseJson } from '../../json';

export type RawItem = Readonly<Record<string, unknown>>;

/** The attributes that the Lambda function would have written and an item lacks, or why they are unknown. */
export type Missing =
  | {
      readonly ok: true;
      readonly attributes: JobItem;
      /** Whether they come from the stored event or only from the item's other attributes. */
      readonly fromEvent: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * The attributes that the Lambda function derives from an event and an item lacks. They come from the
 * stored event, read by the function's own code, or from the item's other attributes if the event is
 * missing or belongs to another state.
 */
export function missingAttributes(item: RawItem, now: number): Missing {
  const read = jobOf(item);
  if (!read.ok) {
    return read;
  }
  const unusable = unusableKey(item);
  if (unusable !== undefined) {
    return { ok: false, reason: `${unusable} cannot be an index key` };
  }
  const fromEvent = jobOfEvent(item['fullEvent'], read.job);
  const job = fromEvent ?? jobOfItem(read.job);
  const { jobId } = read.job;
  const updatedAt = timeOfWrite(read.job.timestamp || job.timestamp, now);
  const complete = itemOf({ ...job, shard: shardOf(jobId), updatedAt });
  return {
    ok: true,
    attributes: Object.fromEntries(Object.entries(complete).filter(([name]) => !(name in item))),
    fromEvent: fromEvent !== undefined,
  };
}

/**
 * An item with one of these of a wrong type is missing from the index or has no order. They are never
 * replaced, so that a person can decide.
 */
function unusableKey({ shard, updatedAt, sequence }: RawItem): string | undefined {
  if (shard !== undefined && !(typeof shard === 'string' && shards.includes(shard))) {
    return 'shard';
  }
  const isNotNumber = (value: unknown): boolean => value !== undefined && typeof value !== 'number';
  return isNotNumber(updatedAt) ? 'updatedAt' : isNotNumber(sequence) ? 'sequence' : undefined;
}

/** Reads the stored event like the function does; undefined if it belongs to another job or state. */
function jobOfEvent(fullEvent: unknown, { jobId, status }: Job): Job | undefined {
  const parsed = typeof fullEvent === 'string' ? parseJson(fullEvent) : undefined;
  const event = parsed?.ok ? parsed.value : fullEvent;
  const read = isObject(event) ? readBatchEvent(event) : undefined;
  return read?.ok && read.job.jobId === jobId && (status === '' || read.job.status === status)
    ? read.job
    : undefined;
}

/** The number of finished attempts may be unknown; the function's next write corrects it. */
function jobOfItem(job: Job): Job {
  const family = familyOf(job.jobId);
  return {
    ...job,
    parentId: job.parentId ?? family.parentId,
    arrayIndex: job.arrayIndex ?? family.arrayIndex,
    sequence: job.status === '' ? undefined : sequenceOf(job.status, job.attempts ?? 0),
  };
}

/**
 * The time of the state, not the current time: the index then stays in the order of events, and readers
 * that follow it, which know the job already, are not flooded. A time in the future would make them
 * miss changes until then.
 */
function timeOfWrite(timestamp: string, now: number): number {
  return Math.min(parseTime(timestamp) ?? now, now);
}
