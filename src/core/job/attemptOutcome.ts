import { essentialFirst, rolesOf } from './containerRoles';
import { containersOfAttempt, mainContainersOf } from './containers';
import { decidingContainer, decidingContainerOf } from './decidingContainer';
import { defaultLogGroup, logSettingsOf } from './logSettings';
import { numberIn, objectsIn, textIn, type JsonObject } from '../base/json';
import { isTerminal } from './status';

/** What the last attempt left behind. */
export interface Outcome {
  readonly exitCode: number | undefined;
  /** The container's own reason, such as `OutOfMemoryError: …`; the job's is `statusReason`. */
  readonly reason: string | undefined;
  /** In CloudWatch Logs; absent where another log driver has the log. */
  readonly logStreamName: string | undefined;
  readonly logGroupName: string | undefined;
  /** The region of the log group, where it is configured. */
  readonly logRegion: string | undefined;
  /** Who has the log, where CloudWatch Logs has not. */
  readonly logDriver: string | undefined;
}

/** Attempts that have ended: Batch lists an attempt when it ends, EKS jobs in a list of their own. */
export function finishedAttempts({ attempts, eksAttempts }: JsonObject): number {
  return Math.max(objectsIn(attempts).length, objectsIn(eksAttempts).length);
}

/**
 * Of the last attempt, else of the job's own containers. A lost spot instance leaves no exit code. While a
 * job is under way, the log stream is that of its own containers, which log before their attempt is listed.
 */
export function lastOutcome(detail: JsonObject): Outcome {
  const attempt = objectsIn(detail['attempts']).at(-1) ?? objectsIn(detail['eksAttempts']).at(-1);
  const status = textIn(detail['status']) ?? '';
  const own = mainContainersOf(detail);
  const hasSucceeded = status === 'SUCCEEDED';
  const deciding = attempt
    ? decidingContainerOf(detail, attempt, hasSucceeded)
    : decidingContainer(own, rolesOf(detail, own, []), hasSucceeded);
  const hasContainers = attempt !== undefined && containersOfAttempt(attempt).length > 0;
  const mostTelling = essentialFirst(detail, own);
  const candidates = isTerminal(status)
    ? [deciding, ...(hasContainers ? sameNamed(own, deciding) : mostTelling)]
    : [...mostTelling, deciding];
  const logged = candidates.find(
    container => textIn(container['logStreamName']) ?? logSettingsOf(own, container).driver,
  );
  return {
    exitCode: numberIn(deciding['exitCode']),
    reason: textIn(deciding['reason']),
    ...logOf(own, logged, deciding),
  };
}

type Log = Pick<Outcome, 'logStreamName' | 'logGroupName' | 'logRegion' | 'logDriver'>;

function logOf(
  own: readonly JsonObject[],
  logged: JsonObject | undefined,
  deciding: JsonObject,
): Log {
  const { group, region, driver } = logSettingsOf(own, logged ?? deciding);
  const logStreamName = driver === undefined ? textIn(logged?.['logStreamName']) : undefined;
  return {
    logStreamName,
    logGroupName: logStreamName === undefined ? undefined : (group ?? defaultLogGroup),
    logRegion: region,
    logDriver: driver,
  };
}

function sameNamed(containers: readonly JsonObject[], { name }: JsonObject): readonly JsonObject[] {
  return containers.filter(container => container['name'] === name);
}
