import { describeError } from './describeError';
import { keyProblemOf } from './itemLimits';
import type { RecordOutcome } from './recorder';
import { isTooLarge, type Writer } from './writeJob';

/** Runs the write of a job. Throws only when DynamoDB fails, so that Lambda retries. */
export async function writeOutcome(
  jobId: string,
  { tableName }: Pick<Writer, 'tableName'>,
  write: () => Promise<void>,
): Promise<RecordOutcome> {
  const keyProblem = keyProblemOf(jobId);
  if (keyProblem !== undefined) {
    return { outcome: 'rejected', reason: keyProblem };
  }
  try {
    await write();
    return { outcome: 'written', jobId };
  } catch (error) {
    if (isConditionFailed(error)) {
      return { outcome: 'stale', jobId };
    }
    if (isTooLarge(error)) {
      return { outcome: 'rejected', reason: 'other attributes fill the item of the job', jobId };
    }
    throw new Error(`Job ${jobId} was not written to table ${tableName}: ${describeError(error)}`, {
      cause: error,
    });
  }
}

export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
