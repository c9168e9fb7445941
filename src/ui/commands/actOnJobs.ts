import type { ActionExecutor } from '../../core/actionExecutor';
import { actionName } from '../../core/actionNames';
import { reasonAgainst, type JobAction } from '../../core/jobActions';
import { mostJobs, type TakeAction } from '../actions/takeAction';
import type { Dashboard } from '../dashboard';
import { isOfMatching, jobIdsOfAll } from './jobTargets';
import { pickJob, type JobPicker } from './pickJobs';

export interface ActServices extends JobPicker {
  readonly dashboard: Pick<Dashboard, 'matchingIds'>;
  readonly executor: Pick<ActionExecutor, 'mode'>;
  readonly takeAction: TakeAction;
}

/**
 * Takes an action on the jobs the command was called on: nodes of the tree, rows of the dashboard or all
 * that pass its filter, ids; without any, on one that the user picks of those that it fits.
 */
export const actOnJobs =
  (action: JobAction, services: ActServices) =>
  async (target?: unknown, targets?: unknown): Promise<void> => {
    const { dashboard, takeAction, store, executor } = services;
    if (isOfMatching(target)) {
      // One more than may be, so that too many are seen to be.
      await takeAction(action, await dashboard.matchingIds(exceptOf(target), mostJobs + 1));
      return;
    }
    const given = jobIdsOfAll(target, targets);
    await takeAction(action, given.length > 0 ? given : await picked());

    async function picked(): Promise<readonly string[]> {
      const jobId = await pickJob(services, actionName(action, executor.mode), job => {
        const isBroken = store.isMarked(job.jobId, 'broken');
        return reasonAgainst(action, job, isBroken) === undefined;
      });
      return jobId === undefined ? [] : [jobId];
    }
  };

/** Rows that the user took out of "all that match". */
function exceptOf(target: unknown): ReadonlySet<string> {
  const { exceptIds } = (target ?? {}) as Record<string, unknown>;
  return new Set(
    Array.isArray(exceptIds) ? exceptIds.filter(jobId => typeof jobId === 'string') : [],
  );
}
