import { essentialFirst, rolesOf } from './containerRoles';
import { containersOfAttempt, mainContainersOf } from './containers';
import { decidingContainer, decidingContainerOf } from './decidingContainer';
import { defaultLogGroup, logSettingsBy, type LogSettings } from './logSettings';
import { earlierLogStreams, endedAttempts, isAttemptUnderWay } from './endedAttempts';
import { numberIn, textIn, type JsonObject } from '../base/json';
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

/**
 * Of the last attempt, else of the job's own containers. A lost spot instance leaves no exit code. While an
 * attempt is under way, the log stream is that of the job's own containers, and none until they have one.
 */
export function lastOutcome(detail: JsonObject): Outcome {
  const attempt = endedAttempts(detail).at(-1);
  const status = textIn(detail['status']) ?? '';
  const own = mainContainersOf(detail);
  const hasSucceeded = status === 'SUCCEEDED';
  const deciding = attempt
    ? decidingContainerOf(detail, attempt, hasSucceeded)
    : decidingContainer(own, rolesOf(detail, own, []), hasSucceeded);
  const hasContainers = attempt !== undefined && containersOfAttempt(attempt).length > 0;
  const settingsOf = logSettingsBy(own);
  const withOwnLog = withoutLogsIn(earlierLogStreams(detail));
  const mostTelling = essentialFirst(detail, own).map(withOwnLog);
  const candidates = isTerminal(status)
    ? [deciding, ...(hasContainers ? sameNamed(own, deciding).map(withOwnLog) : mostTelling)]
    : [...mostTelling, ...(isAttemptUnderWay(detail) ? [] : [deciding])];
  const logged = candidates.find(
    container => textIn(container['logStreamName']) ?? settingsOf(container).driver,
  );
  return {
    exitCode: numberIn(deciding['exitCode']),
    reason: textIn(deciding['reason']),
    ...logOf(settingsOf(logged ?? deciding), logged),
  };
}

type Log = Pick<Outcome, 'logStreamName' | 'logGroupName' | 'logRegion' | 'logDriver'>;

function logOf({ group, region, driver }: LogSettings, logged: JsonObject | undefined): Log {
  const logStreamName = driver === undefined ? textIn(logged?.['logStreamName']) : undefined;
  return {
    logStreamName,
    logGroupName: logStreamName === undefined ? undefined : (group ?? defaultLogGroup),
    logRegion: region,
    logDriver: driver,
  };
}

/** A container keeps the stream of an earlier attempt until it has one of its own. */
const withoutLogsIn =
  (streams: ReadonlySet<string>) =>
  (container: JsonObject): JsonObject =>
    streams.has(String(container['logStreamName']))
      ? { ...container, logStreamName: undefined }
      : container;

function sameNamed(containers: readonly JsonObject[], { name }: JsonObject): readonly JsonObject[] {
  return containers.filter(container => container['name'] === name);
}
