import { numberIn, textIn, type JsonObject } from '../base/json';
import { rolesOf, type ContainerRole, type RoleOf } from './containerRoles';
import { containersOfAttempt, initContainersOfAttempt } from './containers';

type Test = (container: JsonObject) => boolean;

/** Who is asked, and for what; the first container that a rule finds decides. */
type Rule = readonly [roles: readonly ContainerRole[], test: Test];

const exitCodeOf = ({ exitCode }: JsonObject): number | undefined => numberIn(exitCode);

/** SIGKILL and SIGTERM: AWS Batch and ECS stop containers by them, so the cause lies elsewhere. */
const stoppedCodes: readonly (number | undefined)[] = [137, 143];

const succeeded: Test = container => exitCodeOf(container) === 0;
const ended: Test = container => exitCodeOf(container) !== undefined;
const failed: Test = container => ended(container) && !succeeded(container);
const wasStopped: Test = container => stoppedCodes.includes(exitCodeOf(container));
const failedByItself: Test = container => failed(container) && !wasStopped(container);
/** Such as one whose image cannot be pulled. */
const hasReasonAlone: Test = container =>
  !ended(container) && textIn(container['reason']) !== undefined;
const hasLog: Test = ({ logStreamName }) => textIn(logStreamName) !== undefined;
const anything: Test = () => true;

const rulesOfSuccess: readonly Rule[] = [
  [['essential'], succeeded],
  [['essential'], ended],
  [['essential'], hasLog],
  [['essential'], anything],
];

const rulesOfFailure: readonly Rule[] = [
  [['essential', 'init'], failedByItself],
  [['essential', 'init'], wasStopped],
  [['essential', 'init'], hasReasonAlone],
  [['essential'], succeeded],
  [['nonessential'], failedByItself],
  [['nonessential'], hasReasonAlone],
  [['nonessential'], wasStopped],
  [['essential'], hasLog],
  [['essential'], anything],
];

/** Of several containers the one whose outcome and log are those of their attempt; empty without any. */
export function decidingContainer(
  containers: readonly JsonObject[],
  roleOf: RoleOf,
  hasSucceeded: boolean,
): JsonObject {
  for (const [roles, test] of hasSucceeded ? rulesOfSuccess : rulesOfFailure) {
    const found = containers.find(one => roles.includes(roleOf(one)) && test(one));
    if (found) {
      return found;
    }
  }
  return {};
}

/** The same of an attempt of a job, by how the job defines its containers. */
export function decidingContainerOf(
  detail: JsonObject,
  attempt: JsonObject,
  hasSucceeded: boolean,
): JsonObject {
  const containers = containersOfAttempt(attempt);
  const roleOf = rolesOf(detail, containers, initContainersOfAttempt(attempt));
  return decidingContainer(containers, roleOf, hasSucceeded);
}
