import { actionName } from '../../core/actions/actionNames';
import { maxJobsAtOnce, reasonAgainst, type JobAction } from '../../core/actions/jobActions';
import type { ActionModes } from '../actions/actionModes';
import type { RunAction } from '../actions/runAction';
import type { JobStore } from '../../core/store/jobStore';
import type { Dashboard } from '../dashboard/dashboard';
import { targetOf } from './jobTargets';
import type { PickJob } from './pickJob';

export interface ActServices {
  readonly store: Pick<JobStore, 'isMarked'>;
  readonly pickJob: PickJob;
  readonly dashboard: Pick<Dashboard, 'idsOf'>;
  readonly modes: Pick<ActionModes, 'mode'>;
  readonly runAction: RunAction;
}

/**
 * Runs an action on the jobs in the command's arguments: tree nodes, dashboard rows, all matches of its
 * filter, or ids. Without any, the user picks one eligible job.
 */
export const actOnJobs =
  (action: JobAction, services: ActServices) =>
  async (target?: unknown, targets?: unknown): Promise<void> => {
    const { dashboard, runAction, store, modes, pickJob } = services;
    const given = targetOf(target, targets);
    // One above the limit, so that the action can tell that there are too many.
    const jobIds = given ? await dashboard.idsOf(given, maxJobsAtOnce + 1) : await picked();
    await runAction(action, jobIds);

    async function picked(): Promise<readonly string[]> {
      const jobId = await pickJob(actionName(action, modes.mode), job => {
        const isBroken = store.isMarked(job.jobId, 'broken');
        return reasonAgainst(action, job, isBroken) === undefined;
      });
      return jobId === undefined ? [] : [jobId];
    }
  };
