import { locationOfArn } from './arn';
import { commandsOf } from './containerRoles';
import { factsOf } from './eventFacts';
import { familyOf, findIdentifiers } from './mediaIdentifiers';
import { makeJob, type Job } from './job';
import { lastOutcome } from './attemptOutcome';
import { finishedAttempts } from './endedAttempts';
import { isObject, momentIn, numberIn, objectIn, textIn, type JsonObject } from '../base/json';
import { sequenceOf } from './sequence';
import { parseTime } from '../text/time';

export type ReadEvent =
  { readonly ok: true; readonly job: Job } | { readonly ok: false; readonly reason: string };

/**
 * The two events about a job. "Batch Service Job State Change" and "Batch Service Job Queue Blocked"
 * come from the same source, look alike, and would overwrite jobs (AWS Batch User Guide, "AWS Batch
 * event stream for Amazon EventBridge").
 */
const source = 'aws.batch';
const stateChange = 'Batch Job State Change';
const queueBlocked = 'Batch Job Queue Blocked';

/** Where one of these is there and no text, the event is not to be trusted. */
const eventTexts = ['time', 'region', 'account'];
const detailTexts = ['jobId', 'status', 'jobName', 'statusReason', 'jobQueue', 'jobDefinition'];

/**
 * The job an EventBridge event is about, in the state it tells of. Refuses what is no job state
 * change, has no job id or status, or holds a basic fact of a wrong type; the reason never quotes the
 * event, so it may be logged. Any other fact may be missing, and a damaged one counts as missing.
 * Statuses and properties that AWS adds later are welcome. `shard`, `updatedAt` and `expiresAt` are
 * the writer's to set.
 */
export function readBatchEvent(value: unknown): ReadEvent {
  return readEvent(value, stateChange);
}

/** Whether an event says that a job blocks its queue, which is no change of its state. */
export function isQueueBlockedEvent(value: unknown): boolean {
  return isObject(value) && value['source'] === source && value['detail-type'] === queueBlocked;
}

/**
 * The job that blocks its queue, in the state in which it does, with the reason as its `statusReason`
 * and the time of the event as its `timestamp`. Refuses an event without a reason or a time.
 */
export function readQueueBlockedEvent(value: unknown): ReadEvent {
  const read = readEvent(value, queueBlocked);
  if (!read.ok) {
    return read;
  }
  const { statusReason, timestamp } = read.job;
  const missing =
    statusReason.trim() === '' ? 'statusReason' : timestamp === '' ? 'time' : undefined;
  return missing === undefined ? read : refuse(`${missing} is missing`);
}

function readEvent(value: unknown, detailType: string): ReadEvent {
  if (!isObject(value)) {
    return refuse('the event is not an object');
  }
  if (value['source'] !== source) {
    return refuse(`source is not "${source}"`);
  }
  if (value['detail-type'] !== detailType) {
    return refuse(`detail-type is not "${detailType}"`);
  }
  const detail = value['detail'];
  if (!isObject(detail)) {
    return refuse('detail is not an object');
  }
  const problem = problemOf(value, detail);
  return problem === undefined ? { ok: true, job: jobOf(value, detail) } : refuse(problem);
}

function refuse(reason: string): ReadEvent {
  return { ok: false, reason };
}

function problemOf(event: JsonObject, detail: JsonObject): string | undefined {
  const wrong =
    eventTexts.find(name => isWrong(event[name])) ??
    detailTexts.find(name => isWrong(detail[name]));
  if (wrong !== undefined) {
    return `${wrong} is not a string`;
  }
  const missing = ['jobId', 'status'].find(name => text(detail, name).trim() === '');
  if (missing !== undefined) {
    return `${missing} is missing`;
  }
  const time = text(event, 'time');
  return time !== '' && parseTime(time) === undefined ? 'time is not an ISO 8601 time' : undefined;
}

function isWrong(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'string';
}

function jobOf(event: JsonObject, detail: JsonObject): Job {
  const jobId = text(detail, 'jobId');
  const jobName = text(detail, 'jobName');
  const status = text(detail, 'status');
  const place = locationOfArn(text(detail, 'jobArn') || text(detail, 'jobQueue'));
  const attempts = finishedAttempts(detail);
  const region = text(event, 'region') || place.region;
  const outcome = lastOutcome(detail);
  const { exitCode, reason, logStreamName, logGroupName } = outcome;
  return makeJob({
    jobId,
    jobName,
    status,
    timestamp: wholeSeconds(text(event, 'time')),
    jobQueue: text(detail, 'jobQueue'),
    jobDefinition: text(detail, 'jobDefinition'),
    region,
    account: text(event, 'account') || place.account,
    statusReason: text(detail, 'statusReason'),
    ...findIdentifiers({
      direct: [event, detail],
      parameters: objectIn(detail['parameters']),
      tags: objectIn(detail['tags']),
      command: commandsOf(detail),
      jobName,
    }),
    sequence: sequenceOf(status, attempts),
    createdAt: momentIn(detail['createdAt']),
    startedAt: momentIn(detail['startedAt']),
    stoppedAt: momentIn(detail['stoppedAt']),
    attempts,
    ...{ exitCode, reason, logStreamName, logGroupName },
    ...arrayFacts(jobId, detail),
    facts: factsOf(detail, region, outcome),
  });
}

function arrayFacts(
  jobId: string,
  detail: JsonObject,
): Pick<Job, 'arraySize' | 'arrayIndex' | 'parentId'> {
  const array = objectIn(detail['arrayProperties']);
  const node = objectIn(detail['nodeDetails']);
  const family = familyOf(jobId);
  return {
    arraySize: sizeOf(array),
    arrayIndex: numberIn(array['index']) ?? numberIn(node['nodeIndex']) ?? family.arrayIndex,
    parentId: family.parentId,
  };
}

/**
 * AWS Batch counts the children of an array parent by status, also where it leaves out the size. A size of 0 is how
 * some writers say that a job is no array.
 */
function sizeOf({ index, size, statusSummary }: JsonObject): number | undefined {
  const told = numberIn(size);
  if (told !== undefined && told !== 0) {
    return told;
  }
  const counts = Object.values(objectIn(statusSummary)).filter(count => typeof count === 'number');
  const sum = counts.reduce((total, count) => total + count, 0);
  return index === undefined && sum > 0 ? sum : undefined;
}

function text(place: JsonObject, name: string): string {
  return textIn(place[name]) ?? '';
}

/** The form EventBridge itself uses, so that stored times compare as texts. */
function wholeSeconds(time: string): string {
  const ms = parseTime(time);
  return ms === undefined ? '' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
