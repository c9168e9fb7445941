import { containersOfAttempt, mainContainersOf } from './containers';
import { isTerminal, type JobStatus } from './status';
import { momentIn, numberIn, objectsIn, textIn, type JsonObject } from '../base/json';

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
  const own = all.filter(one => tells(one) && !isOfEarlier(one, last, earlier));
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

function listedAttempts({ attempts, eksAttempts }: JsonObject): readonly JsonObject[] {
  const plain = objectsIn(attempts);
  return plain.length > 0 ? plain : objectsIn(eksAttempts);
}

const streamsOf = (attempt: JsonObject): readonly string[] =>
  containersOfAttempt(attempt).flatMap(container => textIn(container['logStreamName']) ?? []);

const tells = ({ exitCode, reason }: JsonObject): boolean =>
  numberIn(exitCode) !== undefined || textIn(reason) !== undefined;

/** What is different in each run of a container. */
const runIds = ['taskArn', 'logStreamName'];

/** Whether an earlier attempt left it there: it is of that run, or has ended though the last attempt never started. */
function isOfEarlier(
  container: JsonObject,
  last: JsonObject,
  earlier: readonly JsonObject[],
): boolean {
  const idsIn = (attempts: readonly JsonObject[]): Set<unknown> =>
    new Set(attempts.flatMap(containersOfAttempt).flatMap(one => runIds.map(id => one[id])));
  const [ofLast, ofEarlier] = [idsIn([last]), idsIn(earlier)];
  const ids = runIds.flatMap(id => textIn(container[id]) ?? []);
  const neverStarted =
    momentIn(last['startedAt']) === undefined && momentIn(last['stoppedAt']) !== undefined;
  return (
    ids.some(id => ofEarlier.has(id) && !ofLast.has(id)) ||
    (neverStarted &&
      earlier.length > 0 &&
      numberIn(container['exitCode']) !== undefined &&
      !ids.some(id => ofLast.has(id)))
  );
}

function completed(
  attempt: JsonObject,
  own: readonly JsonObject[],
  isOnlyOne: boolean,
): JsonObject {
  const containers = containersOfAttempt(attempt);
  if (containers.length === 0) {
    return { ...attempt, taskProperties: [{ containers: own.map(outcomeOf) }] };
  }
  const isSame = (a: JsonObject, b: JsonObject): boolean => {
    const [name, other] = [textIn(a['name']), textIn(b['name'])];
    const isNamed = name !== undefined && other !== undefined;
    return isNamed ? name === other : isOnlyOne && containers.length === 1;
  };
  const complete = (container: unknown): unknown => {
    const known = containers.find(one => one === container);
    const counterpart = known && own.find(one => isSame(one, known));
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
