import type { ActionEntry } from '../../../src/core/actions/actionLog';
import type { JobAction } from '../../../src/core/actions/jobActions';
import type { Job } from '../../../src/core/job/job';
import { JobStore } from '../../../src/core/store/jobStore';
import { LiveExecutor } from '../../../src/data/batch/liveExecutor';
import type { LiveJobs } from '../../../src/data/batch/liveJobs';
import { JobClaims } from '../../../src/data/log/jobClaims';
import { ActionRun } from '../../../src/ui/actions/actionRun';
import type { Log } from '../../../src/ui/actions/memoryLog';
import type { RunResult } from '../../../src/ui/actions/runRecord';

export interface LiveWindowOptions {
  readonly live: LiveJobs;
  readonly jobs: readonly Job[];
  readonly history: Pick<Log<ActionEntry>, 'add' | 'addDurably'>;
  /** The folder of claims, shared by all windows. */
  readonly claims: string;
}

/** A window that runs live actions: all parts are real, but AWS Batch is `live`, and requests have a job's name. */
export function liveWindow({ live, jobs, history, claims }: LiveWindowOptions) {
  const store = new JobStore();
  store.apply(jobs);
  const window = {
    store,
    mode: 'live' as ActionEntry['mode'],
    claims: new JobClaims(claims),
    /** Why a job cannot be rebuilt, by id. */
    refused: new Map<string, string>(),
    act: (
      action: JobAction,
      signal = new AbortController().signal,
      wanted: readonly Job[] = jobs,
    ): Promise<RunResult> => {
      const executor = new LiveExecutor(live, {
        reason: 'Aborted by ada.',
        rebuild: jobIds =>
          Promise.resolve(
            new Map(
              jobIds.map(jobId => {
                const reason = window.refused.get(jobId);
                const { jobName = '', jobQueue = '' } = store.get(jobId) ?? {};
                const request = { jobName, jobQueue, jobDefinition: 'definition:1' };
                return [
                  jobId,
                  reason === undefined ? { ok: true, request, notes: [] } : { ok: false, reason },
                ] as const;
              }),
            ),
          ),
      });
      const origin = { by: 'ada', table: 'Jobs', region: 'eu-west-1', note: undefined };
      return new ActionRun(action, wanted, origin, {
        ...{ store, executor, history, claims: window.claims },
        taskTypeOf: () => 'Ingest',
        modeNow: () => window.mode,
        marks: { set: () => Promise.resolve() },
      }).execute(signal, () => undefined);
    },
  };
  return window;
}
