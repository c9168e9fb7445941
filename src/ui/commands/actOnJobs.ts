import type { ActionExecutor } from '../../core/actions/actionExecutor';
import { actionName } from '../../core/actions/actionNames';
import { reasonAgainst, type JobAction } from '../../core/actions/jobActions';
import { maxJobs, type RunAction } from '../actions/runAction';
import type { JobStore } from '../../core/store/jobStore';
import type { Dashboard } from '../dashboard/dashboard';
import { exceptionsOf, isOfMatching, jobIdsOfAll } from './jobTargets';
import type { PickJob } from './pickJob';

export interface ActServices {
  readonly store: Pick<JobStore, 'isMarked'>;
  readonly pickJob: PickJob;
  readonly dashboard: Pick<Dashboard, 'matchingIds'>;
  readonly executor: Pick<ActionExecutor, 'mode'>;
  readonly runAction: RunAction;
}

/**
 * Runs an action on the jobs in the command's arguments: tree nodes, dashboard rows, all matches of its
 * filter, or ids. Without any, the user picks one eligible job.
 */
export const actOnJobs =
  (action: JobAction, services: ActServices) =>
  async (target?: unknown, targets?: unknown): Promise<void> => {
    const { dashboard, runAction, store, executor, pickJob } = services;
    if (isOfMatching(target)) {
      // One above the limit, so that the action can tell that there are too many.
      await runAction(action, await dashboard.matchingIds(exceptionsOf(target), maxJobs + 1));
      return;
    }
    const given = jobIdsOfAll(target, targets);
    await runAction(action, given.length > 0 ? given : await picked());

    async function picked(): Promise<readonly string[]> {
      const jobId = await pickJob(actionName(action, executor.mode), job => {
        const isBroken = store.isMarked(job.jobId, 'broken');
        return reasonAgainst(action, job, isBroken) === undefined;
      });
      return jobId === undefined ? [] : [jobId];
    }
  };
