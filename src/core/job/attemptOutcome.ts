import { containersOf, containersOfAttempt } from './containers';
import { numberIn, objectIn, objectsIn, textIn, type JsonObject } from '../base/json';
import { isTerminal } from './status';

/** What the last attempt left behind. */
export interface Outcome {
  readonly exitCode: number | undefined;
  /** The container's own reason, such as `OutOfMemoryError: …`; the job's is `statusReason`. */
  readonly reason: string | undefined;
  readonly logStreamName: string | undefined;
  readonly logGroupName: string | undefined;
}

/** Where Batch writes logs unless the job definition says otherwise (User Guide, "awslogs"). */
const defaultLogGroup = '/aws/batch/job';

/** Attempts that have ended: Batch lists an attempt when it ends, EKS jobs in a list of their own. */
export function finishedAttempts({ attempts, eksAttempts }: JsonObject): number {
  return Math.max(objectsIn(attempts).length, objectsIn(eksAttempts).length);
}

/**
 * Of the last attempt, else of the job's container. A lost spot instance leaves no exit code; while a
 * job is under way, the log stream is that of its container, which logs before its attempt is listed.
 */
export function lastOutcome(detail: JsonObject): Outcome {
  const attempt = objectsIn(detail['attempts']).at(-1) ?? objectsIn(detail['eksAttempts']).at(-1);
  const deciding = decidingOf(attempt ? containersOfAttempt(attempt) : containersOf(detail));
  const streams = [deciding, objectIn(detail['container'])].map(place =>
    textIn(place['logStreamName']),
  );
  const isOver = isTerminal(textIn(detail['status']) ?? '');
  const [first, second] = isOver ? streams : streams.toReversed();
  const logStreamName = first ?? second;
  return {
    exitCode: numberIn(deciding['exitCode']),
    reason: textIn(deciding['reason']),
    logStreamName,
    logGroupName:
      logStreamName === undefined ? undefined : (logGroupOf(detail, deciding) ?? defaultLogGroup),
  };
}

/** Of several containers, the one that failed tells the outcome, else the first that tells any. */
function decidingOf(containers: readonly JsonObject[]): JsonObject {
  return (
    containers.find(({ exitCode }) => (numberIn(exitCode) ?? 0) !== 0) ??
    containers.find(({ exitCode }) => numberIn(exitCode) !== undefined) ??
    containers.find(({ reason }) => textIn(reason) !== undefined) ??
    containers.find(({ logStreamName }) => textIn(logStreamName) !== undefined) ??
    {}
  );
}

/** As configured for the deciding container, which has a name where there are several. */
function logGroupOf(detail: JsonObject, deciding: JsonObject): string | undefined {
  const name = textIn(deciding['name']);
  return containersOf(detail)
    .filter(container => name === undefined || container['name'] === name)
    .map(container => objectIn(objectIn(container['logConfiguration'])['options']))
    .map(options => textIn(options['awslogs-group']))
    .find(group => group !== undefined);
}
