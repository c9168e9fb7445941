import * as v from 'valibot';
import { cause } from './details';
import { count, optionalNumber } from './schemas';
import { option } from './rows';

/** Groups of like failures in messages. */

/** The maximum number of groups per `failures` message. */
export const maxFailureGroups = 100;

const group = v.strictObject({
  id: v.string(),
  cause,
  /** The text that the failures have in common; may be empty. */
  signature: v.string(),
  exitCode: optionalNumber,
  count,
  unresolved: count,
  /** In milliseconds since the epoch. */
  firstTime: optionalNumber,
  lastTime: optionalNumber,
  taskTypes: v.array(option),
  /** See core/failures/failureGroups. */
  revisions: v.array(v.strictObject({ definition: v.string(), revision: optionalNumber, count })),
  /** The number of distinct media. */
  media: count,
  /** Failures per hour, ascending; hours without any are left out. */
  hours: v.array(v.strictObject({ start: v.number(), count })),
});

export type ShownFailureGroup = v.InferOutput<typeof group>;

export const failureGroups = {
  groups: v.pipe(v.array(group), v.maxLength(maxFailureGroups)),
  /** Of all groups. */
  failures: count,
  unresolved: count,
  /** The number of groups left out. */
  more: count,
};
