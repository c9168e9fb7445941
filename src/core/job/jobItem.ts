import { readFacts, type JobFacts } from './facts';
import { withNameFallback } from './mediaIdentifiers';
import { makeJob, type Job } from './job';

/**
 * A DynamoDB item as the document client returns it: plain JavaScript values. This is the only codec between
 * items and jobs: the Lambda function writes with it, the extension reads.
 */
export type JobItem = Record<string, string | number | JobFacts>;

interface Attribute {
  readonly name: string;
  readonly read: (value: unknown) => ReadValue;
}

/** The usable part of a stored value, and whether that is all of it. */
interface ReadValue {
  readonly read: JobItem[string] | undefined;
  readonly isSound: boolean;
}

const whole =
  (read: (value: unknown) => string | number | undefined) =>
  (value: unknown): ReadValue => {
    const found = read(value);
    return { read: found, isSound: found !== undefined };
  };

const text = (name: string): Attribute => ({ name, read: whole(readText) });
const number = (name: string): Attribute => ({ name, read: whole(readNumber) });

/** Which attribute holds which field. `fullEvent` is not here: it is read only when opened. */
const attributes: Readonly<Record<keyof Job, Attribute>> = {
  jobId: text('jobId'),
  jobName: text('jobName'),
  status: text('status'),
  timestamp: text('timestamp'),
  jobQueue: text('jobQueue'),
  jobDefinition: text('jobDefinition'),
  region: text('region'),
  account: { name: 'account', read: whole(readAccount) },
  statusReason: text('statusReason'),
  mediaId: text('media_id'),
  taskId: text('task_id'),
  workspaceUid: text('workspace_uid'),
  assemblyId: text('assembly_id'),
  sequence: number('sequence'),
  shard: text('shard'),
  updatedAt: number('updatedAt'),
  createdAt: number('createdAt'),
  startedAt: number('startedAt'),
  stoppedAt: number('stoppedAt'),
  attempts: number('attempts'),
  exitCode: number('exitCode'),
  reason: text('reason'),
  logStreamName: text('logStreamName'),
  logGroupName: text('logGroupName'),
  arrayIndex: number('arrayIndex'),
  arraySize: number('arraySize'),
  parentId: text('parentId'),
  expiresAt: number('expiresAt'),
  facts: {
    name: 'facts',
    read: value => {
      const { facts, isSound } = readFacts(value);
      return { read: facts, isSound };
    },
  },
};

const entries = Object.entries(attributes) as [keyof Job, Attribute][];

/** AWS Batch reports 0 where something has not happened. */
const times: ReadonlySet<keyof Job> = new Set(['createdAt', 'startedAt', 'stoppedAt']);

/** Every attribute of a job but the full event: what lists read and what index `changes` projects. */
export const listAttributes: readonly string[] = entries.map(([, { name }]) => name);

/** Attributes that older indexes do not project. Such an index is still used; its jobs lack these attributes. */
export const laterAttributes: readonly string[] = ['facts'];

/** The item of a job, without absent values and empty strings. */
export function itemOf(job: Job): JobItem {
  const item: JobItem = {};
  for (const [field, { name }] of entries) {
    const value = job[field];
    if (value !== undefined && value !== '') {
      item[name] = value;
    }
  }
  return item;
}

export type ReadJob =
  | { readonly ok: true; readonly job: Job; readonly ignored: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/**
 * The job in an item. An item without a string `jobId` is not a job; any other attribute of the wrong type is
 * left out and listed in `ignored`, so that one bad value never hides a job. Of `facts`, only the wrong parts are
 * left out.
 */
export function jobOf(item: Readonly<Record<string, unknown>>): ReadJob {
  const { jobId } = item;
  if (typeof jobId !== 'string' || jobId === '') {
    return { ok: false, reason: `jobId is ${describe(jobId)}, not a string` };
  }
  const fields: JobItem = {};
  const ignored: string[] = [];
  for (const [field, { name, read: readValue }] of entries) {
    const value = item[name];
    if (value === undefined || value === null) {
      continue;
    }
    const { read, isSound } = readValue(value);
    if (!isSound) {
      ignored.push(name);
    }
    if (read !== undefined && (read !== 0 || !times.has(field))) {
      fields[field] = read;
    }
  }
  const job = makeJob({ ...(fields as Partial<Job>), jobId });
  return { ok: true, job: { ...job, ...withNameFallback(job, job.jobName) }, ignored };
}

/** Converts a number to a string. */
function readText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

/** Accounts are often stored as numbers, which have lost their leading zeros. */
function readAccount(value: unknown): string | undefined {
  const account = readText(value);
  const isWholeNumber = typeof value !== 'string' && /^\d+$/.test(account ?? '');
  return isWholeNumber ? account?.padStart(accountLength, '0') : account;
}

const accountLength = 12;

/** DynamoDB numbers beyond 2^53 arrive as BigInt; nothing we count is that large. */
function readNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function describe(value: unknown): string {
  if (value === undefined) {
    return 'missing';
  }
  if (value === '' || value === null) {
    return value === '' ? 'empty' : 'null';
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
