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

/** What an item lacks of what the Lambda function would have written, or why that cannot be told. */
export type Missing =
  | {
      readonly ok: true;
      readonly attributes: JobItem;
      /** Whether its own event told, or only its own other attributes. */
      readonly fromEvent: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * The attributes that the Lambda function derives from an event and an item lacks. They come from the
 * event the item keeps, read by the same code, or where that is missing or of another state, from the
 * item's own attributes.
 */
export function missingAttributes(item: RawItem, now: number): Missing {
  const read = jobOf(item);
  if (!read.ok) {
    return read;
  }
  const unusable = unusableKey(item);
  if (unusable !== undefined) {
    return { ok: false, reason: `${unusable} is not what the index needs` };
  }
  const told = jobOfEvent(item['fullEvent'], read.job);
  const job = told ?? jobOfItem(read.job);
  const { jobId } = read.job;
  const updatedAt = timeOfWrite(read.job.timestamp || job.timestamp, now);
  const whole = itemOf({ ...job, shard: shardOf(jobId), updatedAt });
  return {
    ok: true,
    attributes: Object.fromEntries(Object.entries(whole).filter(([name]) => !(name in item))),
    fromEvent: told !== undefined,
  };
}

/**
 * With one of these of a wrong type, an item is in no index and in no order; they are never replaced,
 * so that is for a person to decide.
 */
function unusableKey({ shard, updatedAt, sequence }: RawItem): string | undefined {
  if (shard !== undefined && !(typeof shard === 'string' && shards.includes(shard))) {
    return 'shard';
  }
  const isNoNumber = (value: unknown): boolean => value !== undefined && typeof value !== 'number';
  return isNoNumber(updatedAt) ? 'updatedAt' : isNoNumber(sequence) ? 'sequence' : undefined;
}

/** As the function would read it, unless it tells of another job or of another state of this one. */
function jobOfEvent(fullEvent: unknown, { jobId, status }: Job): Job | undefined {
  const parsed = typeof fullEvent === 'string' ? parseJson(fullEvent) : undefined;
  const event = parsed?.ok ? parsed.value : fullEvent;
  const read = isObject(event) ? readBatchEvent(event) : undefined;
  return read?.ok && read.job.jobId === jobId && (status === '' || read.job.status === status)
    ? read.job
    : undefined;
}

/** How many attempts have finished is not known then; the function's next write puts that right. */
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
 * A state was written when it came, not now. So the index stays in the order of what happened, and
 * readers that follow it, who know the job from reading the whole table, are not flooded. A time that
 * is still to come would have them wait for it.
 */
function timeOfWrite(timestamp: string, now: number): number {
  return Math.min(parseTime(timestamp) ?? now, now);
}
