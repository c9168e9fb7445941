import { containersOfAttempt, mainContainersOf } from './containers';
import { isTerminal, type JobStatus } from './status';
import { momentIn, numberIn, objectIn, objectsIn, textIn, type JsonObject } from '../base/json';

/** Attempts that have ended: Batch lists an attempt when it ends, EKS jobs in a list of their own. */
export function finishedAttempts({ attempts, eksAttempts }: JsonObject): number {
  return Math.max(objectsIn(attempts).length, objectsIn(eksAttempts).length);
}

/**
 * The attempts of a job that have ended. The last one of a job that is over also has what only the job's own
 * containers tell of it, which are those of its last attempt (ContainerDetail in the AWS Batch API reference).
 */
export function endedAttempts(detail: JsonObject): readonly JsonObject[] {
  const attempts = listedAttempts(detail);
  const last = attempts.at(-1);
  if (!last || !isTerminal(textIn(detail['status']) ?? '')) {
    return attempts;
  }
  const earlier = attempts.slice(0, -1);
  const all = mainContainersOf(detail);
  const isOfEarlier = earlierRuns(last, earlier);
  const own = all.filter(one => tells(one) && !isOfEarlier(one));
  return own.length === 0 ? attempts : [...earlier, completed(last, own, all.length === 1)];
}

/** Whether an attempt is under way, which Batch does not list before it ends. */
export function isAttemptUnderWay(detail: JsonObject): boolean {
  return running.includes(textIn(detail['status']) ?? '');
}

const running: readonly string[] = ['STARTING', 'RUNNING'] satisfies JobStatus[];

/** The log streams of the attempts before the one under way or, where none is, before the last one. */
export function earlierLogStreams(detail: JsonObject): ReadonlySet<string> {
  const attempts = listedAttempts(detail);
  const isUnderWay = isAttemptUnderWay(detail);
  const streams = new Set((isUnderWay ? attempts : attempts.slice(0, -1)).flatMap(streamsOf));
  const last = attempts.at(-1);
  if (!isUnderWay && last) {
    // Batch may list an attempt again whose host was lost.
    streamsOf(last).forEach(stream => streams.delete(stream));
  }
  return streams;
}

/** The attempts as Batch lists them, those of EKS jobs in a list of their own. */
export function listedAttempts({ attempts, eksAttempts }: JsonObject): readonly JsonObject[] {
  const plain = objectsIn(attempts);
  return plain.length > 0 ? plain : objectsIn(eksAttempts);
}

const streamsOf = (attempt: JsonObject): readonly string[] =>
  containersOfAttempt(attempt).flatMap(container => textIn(container['logStreamName']) ?? []);

const tells = ({ exitCode, reason }: JsonObject): boolean =>
  numberIn(exitCode) !== undefined || textIn(reason) !== undefined;

/** What is different in each run of a container. */
const runIds = ['taskArn', 'logStreamName'];

/**
 * Finds what an earlier attempt left in the job's own containers: a container of that run, or one that has ended
 * though the last attempt never started.
 */
function earlierRuns(
  last: JsonObject,
  earlier: readonly JsonObject[],
): (container: JsonObject) => boolean {
  const [ofLast, ofEarlier] = [runIdsIn([last]), runIdsIn(earlier)];
  const neverStarted =
    earlier.length > 0 &&
    momentIn(last['startedAt']) === undefined &&
    momentIn(last['stoppedAt']) !== undefined;
  return container => {
    const ids = runIdsOf(container).filter(id => !ofLast.has(id));
    const isOfLast = ids.length < runIdsOf(container).length;
    const hasEnded = numberIn(container['exitCode']) !== undefined;
    return ids.some(id => ofEarlier.has(id)) || (neverStarted && hasEnded && !isOfLast);
  };
}

const runIdsOf = (container: JsonObject): readonly string[] =>
  runIds.flatMap(id => textIn(container[id]) ?? []);

const runIdsIn = (attempts: readonly JsonObject[]): ReadonlySet<string> =>
  new Set(attempts.flatMap(containersOfAttempt).flatMap(runIdsOf));

function completed(
  attempt: JsonObject,
  own: readonly JsonObject[],
  isOnlyOne: boolean,
): JsonObject {
  const containers = new Set<unknown>(containersOfAttempt(attempt));
  if (containers.size === 0) {
    return { ...attempt, taskProperties: [{ containers: own.map(outcomeOf) }] };
  }
  const byName = new Map(own.map(container => [textIn(container['name']), container]));
  const [first] = own;
  const only = isOnlyOne && containers.size === 1 ? first : undefined;
  const counterpartOf = (name: string | undefined): JsonObject | undefined =>
    byName.get(name ?? '') ??
    (name === undefined || textIn(only?.['name']) === undefined ? only : undefined);
  const complete = (container: unknown): unknown => {
    if (!containers.has(container)) {
      return container;
    }
    const known = objectIn(container);
    const counterpart = counterpartOf(textIn(known['name']));
    return counterpart && !contradicts(known, counterpart)
      ? { ...known, ...defined(outcomeOf(counterpart)), ...defined(outcomeOf(known)) }
      : container;
  };
  const each = (list: unknown): unknown => (Array.isArray(list) ? list.map(complete) : list);
  return {
    ...attempt,
    container: complete(attempt['container']),
    taskProperties: objectsIn(attempt['taskProperties']).map(task => ({
      ...task,
      containers: each(task['containers']),
    })),
    initContainers: each(attempt['initContainers']),
    containers: each(attempt['containers']),
  };
}

/** Another run, or another end of it. */
function contradicts(container: JsonObject, own: JsonObject): boolean {
  const differ = (a: unknown, b: unknown): boolean => a !== undefined && b !== undefined && a !== b;
  return (
    [...runIds, 'reason'].some(name => differ(textIn(container[name]), textIn(own[name]))) ||
    differ(numberIn(container['exitCode']), numberIn(own['exitCode']))
  );
}

function outcomeOf({ name, exitCode, reason, logStreamName }: JsonObject): JsonObject {
  return {
    name: textIn(name),
    exitCode: numberIn(exitCode),
    reason: textIn(reason),
    logStreamName: textIn(logStreamName),
  };
}

function defined(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
