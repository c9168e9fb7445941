import type { UserError } from '../../core/diagnostics/errors';
import type { RawItem } from '../table/jobTable';

/** Whether AWS Batch gave what the table lacks of a job, or why it did not. */
export type Completion = 'completed' | UserError;

/** Beside the attributes, which are those of the table. Registered, because chunks have modules of their own. */
const key = Symbol.for('batchMonitor.completion');

interface Completed {
  readonly [key]?: Completion;
}

/** Undefined if the table lacks nothing. */
export const completionOf = (item: (RawItem & Completed) | undefined): Completion | undefined =>
  item?.[key];

export const withCompletion = (item: RawItem, completion: Completion): RawItem & Completed => ({
  ...item,
  [key]: completion,
});
