import { dependencyIds } from '../../core/actions/retry/retryDependencies';
import type { RetryChanges } from '../../core/actions/retry/retryChanges';
import type { Described, RetrySource } from '../../core/actions/retry/retrySource';
import { storedJob } from '../../core/actions/retry/storedJob';
import { textIn, type JsonObject } from '../../core/base/json';
import { isUserError } from '../../core/diagnostics/errors';
import { definitionOfRevision, definitionWithRevision, queueName } from '../../core/job/arn';
import type { LiveJobs } from './liveJobs';

export type ReadSource =
  | { readonly ok: true; readonly source: RetrySource }
  | { readonly ok: false; readonly reason: string };

type Preparing = Pick<LiveJobs, 'describe' | 'definitions' | 'queues'>;

interface RetryOptions {
  readonly changes?: RetryChanges;
  /** The event of a job that AWS Batch has deleted, as it is stored. */
  readonly storedEvent: (jobId: string) => Promise<string | undefined>;
}

/**
 * Reads what the retries of these jobs are rebuilt from, with a few calls for all of them.
 * @throws {UserError} for errors of AWS or the network; AbortError when aborted
 */
export async function readRetrySources(
  live: Preparing,
  jobIds: readonly string[],
  { changes = {}, storedEvent }: RetryOptions,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReadSource>> {
  const described = new Map(
    (await live.describe(jobIds, signal)).map(job => [textIn(job['jobId']), job]),
  );
  const read = new Map<string, ReadJob>();
  for (const jobId of jobIds) {
    const job = described.get(jobId);
    read.set(jobId, job ? { ok: true, job, isStored: false } : stored(await storedEvent(jobId)));
  }
  const jobs = [...read.values()].flatMap(one => (one.ok ? [one.job] : []));
  const definitionNames = jobs.flatMap(job => definitionNamesOf(job, changes));
  const definitions = await describedBy(definitionNames, names => live.definitions(names, signal), {
    arn: 'jobDefinitionArn',
    keyOf: definitionWithRevision,
  });
  const queues = await describedBy(
    jobs.map(job => queueNameOf(job, changes)),
    names => live.queues(names, signal),
    { arn: 'jobQueueArn', keyOf: queueName },
  );
  const dependencies = await statusesOf(live, jobs.flatMap(dependencyIds), signal);
  return new Map(
    Array.from(read, ([jobId, one]): [string, ReadSource] => {
      if (!one.ok) {
        return [jobId, one];
      }
      const [definition = '', newDefinition] = definitionNamesOf(one.job, changes);
      const source: RetrySource = {
        job: one.job,
        isStored: one.isStored,
        definition: definitions(definition),
        ...(newDefinition !== undefined && { newDefinition: definitions(newDefinition) }),
        queue: queues(queueNameOf(one.job, changes)),
        dependencies,
      };
      return [jobId, { ok: true, source }];
    }),
  );
}

type ReadJob =
  | { readonly ok: true; readonly job: JsonObject; readonly isStored: boolean }
  | { readonly ok: false; readonly reason: string };

function stored(fullEvent: string | undefined): ReadJob {
  const read = storedJob(fullEvent);
  return read.ok ? { ...read, isStored: true } : read;
}

/** The job's own definition, and that of its retry if the user selected another one. */
function definitionNamesOf(
  job: JsonObject,
  { definitionRevision }: RetryChanges,
): readonly string[] {
  const own = textIn(job['jobDefinition']) ?? '';
  return definitionRevision === undefined
    ? [own]
    : [own, definitionOfRevision(own, definitionRevision)];
}

const queueNameOf = (job: JsonObject, { jobQueue }: RetryChanges): string =>
  jobQueue ?? textIn(job['jobQueue']) ?? '';

/** Looks descriptions up by ARN or name. */
async function describedBy(
  names: readonly string[],
  read: (names: readonly string[]) => Promise<readonly JsonObject[]>,
  { arn, keyOf }: { readonly arn: string; readonly keyOf: (nameOrArn: string) => string },
): Promise<(name: string) => Described> {
  const wanted = [...new Set(names)].filter(name => name !== '');
  try {
    const descriptions = wanted.length === 0 ? [] : await read(wanted);
    const found = new Map(descriptions.map(one => [keyOf(textIn(one[arn]) ?? ''), one]));
    return name => found.get(keyOf(name)) ?? 'missing';
  } catch (error) {
    if (isUserError(error) && error.code === 'batch.denied') {
      return () => 'denied';
    }
    throw error;
  }
}

async function statusesOf(
  live: Preparing,
  jobIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const jobs = jobIds.length === 0 ? [] : await live.describe([...new Set(jobIds)], signal);
  return new Map(jobs.map(job => [textIn(job['jobId']) ?? '', textIn(job['status']) ?? '']));
}
