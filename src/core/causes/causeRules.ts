import type { CauseRule } from './causeRule';
import { cancelledRules, otherCancelledRules } from './rules/cancelled';
import { capacityRules } from './rules/capacity';
import { configurationRules } from './rules/configuration';
import { dependencyRules } from './rules/dependency';
import { exitCodeRules } from './rules/exitCodes';
import { hostRules } from './rules/hosts';
import { imageRules } from './rules/image';
import { kubernetesRules } from './rules/kubernetes';
import { loggingRules } from './rules/logging';
import { memoryRules } from './rules/memory';
import { networkRules } from './rules/network';
import { permissionRules } from './rules/permissions';
import { resourceRules } from './rules/resources';
import { otherStartupRules, startupRules } from './rules/startup';
import { timeoutRules } from './rules/timeout';
import { unknownRules } from './rules/unknown';

/**
 * All causes; the first that matches is the job's. Texts that name a cause come before those that say only what
 * kind of error it was, and exit codes come last: a job that AWS stopped has one, too.
 */
export const causeRules: readonly CauseRule[] = [
  ...configurationRules,
  ...hostRules,
  ...memoryRules,
  ...cancelledRules,
  ...timeoutRules,
  ...dependencyRules,
  ...imageRules,
  ...loggingRules,
  ...resourceRules,
  ...networkRules,
  ...startupRules,
  ...capacityRules,
  ...permissionRules,
  ...kubernetesRules,
  ...otherStartupRules,
  ...otherCancelledRules,
  ...exitCodeRules,
  ...unknownRules,
];
