import type { UserError } from '../../core/diagnostics/errors';
import type { RawItem } from '../table/jobTable';

/** Whether AWS Batch gave what the table lacks of a job, or why it did not. */
export type Completion = 'completed' | UserError;

const completions = new WeakMap<RawItem, Completion>();

/** Undefined if the table lacks nothing. */
export const completionOf = (item: RawItem | undefined): Completion | undefined =>
  item && completions.get(item);

/** Kept beside the item, because its attributes are those of the table. */
export function withCompletion(item: RawItem, completion: Completion): RawItem {
  const copy = { ...item };
  completions.set(copy, completion);
  return copy;
}
