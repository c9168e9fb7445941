import { containersOfAttempt } from '../job/containers';
import { decidingContainerOf } from '../job/decidingContainer';
import { endedAttempts } from '../job/endedAttempts';
import { isJobStatus } from '../job/status';
import { momentIn, numberIn, objectIn, textIn, type JsonObject } from '../base/json';
import { lastListed, listed, type Listed } from '../base/truncated';
import type { AttemptTimes } from '../job/timeline';

export interface AttemptContainer {
  readonly name: string | undefined;
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
  readonly logStreamName: string | undefined;
}

/** An attempt that has ended. */
export interface EventAttempt extends AttemptTimes {
  /** From 1. */
  readonly number: number;
  readonly statusReason: string | undefined;
  /** Whether the attempt succeeded; absent where nothing tells. */
  readonly succeeded: boolean | undefined;
  readonly podName: string | undefined;
  readonly nodeName: string | undefined;
  readonly containers: Listed<AttemptContainer>;
}

/** Batch allows 10; the last ones decide how a job ended. */
const maxAttempts = 100;
const maxContainers = 20;

/** Attempts of a job, those on EKS in a list of their own. */
export function attemptsOf(detail: JsonObject): Listed<EventAttempt> {
  const all = endedAttempts(detail);
  const { shown, more } = lastListed(all, maxAttempts);
  return {
    shown: shown.map((attempt, index) => attemptOf(detail, attempt, more + index + 1, all.length)),
    more,
  };
}

function attemptOf(
  detail: JsonObject,
  attempt: JsonObject,
  number: number,
  count: number,
): EventAttempt {
  const status = number === count ? (textIn(detail['status']) ?? '') : 'FAILED';
  const deciding = decidingContainerOf(detail, attempt, status === 'SUCCEEDED');
  const exitCode = numberIn(deciding['exitCode']);
  const all = containersOfAttempt(attempt);
  const containers = listed(all, maxContainers);
  return {
    number,
    startedAt: momentIn(attempt['startedAt']),
    stoppedAt: momentIn(attempt['stoppedAt']),
    // Also if only an init container ran: the attempt had started by then.
    ran: all.some(container => numberIn(container['exitCode']) !== undefined),
    succeeded: hasSucceeded(status, exitCode),
    statusReason: textIn(attempt['statusReason']),
    podName: textIn(attempt['podName']),
    nodeName: textIn(attempt['nodeName']),
    containers: { shown: containers.shown.map(containerOf), more: containers.more },
  };
}

/**
 * The last attempt of a job decides how the job ends, whatever its exit code: AWS Batch also fails a job that
 * ended with 0 after its timeout. Any other attempt failed, since AWS Batch made another one: so did the last
 * one that is listed of a job under way.
 */
function hasSucceeded(status: string, exitCode: number | undefined): boolean | undefined {
  if (isJobStatus(status)) {
    return status === 'SUCCEEDED';
  }
  return exitCode === undefined ? undefined : exitCode === 0;
}

function containerOf(container: JsonObject): AttemptContainer {
  return {
    name: textIn(container['name']) ?? textIn(objectIn(container['metadata'])['name']),
    exitCode: numberIn(container['exitCode']),
    reason: textIn(container['reason']),
    logStreamName: textIn(container['logStreamName']),
  };
}
