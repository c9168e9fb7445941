import assert from 'node:assert/strict';
import type { ActionExecutor, Executed } from '../../../src/core/actions/actionExecutor';
import type { AwsAction } from '../../../src/core/actions/jobActions';
import type { Job } from '../../../src/core/job/job';

/** What the executor does with a single job. */
export async function executedAlone(
  executor: ActionExecutor,
  action: AwsAction,
  job: Job,
): Promise<Executed> {
  let executed: Executed | undefined;
  await executor.execute(action, [job], {
    signal: new AbortController().signal,
    announce: jobs => Promise.resolve(jobs),
    settle: (_, outcome) => (executed = outcome),
  });
  assert(executed);
  return executed;
}
