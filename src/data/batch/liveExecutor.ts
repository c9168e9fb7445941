import { t } from '@vscode/l10n';
import type { ActionCall, ActionExecutor, Executed } from '../../core/actions/actionExecutor';
import type { AwsAction } from '../../core/actions/jobActions';
import type { RequestOrReason } from '../../core/actions/retry/requestsText';
import type { SubmitRequest } from '../../core/actions/retry/submitRequest';
import { isAbort, isUserError, messageOf } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import { sentences } from '../../core/text/sentences';
import { isAnswerLost, type LiveJobs, type TerminateOutcome } from './liveJobs';

export interface LiveOptions {
  /** Who aborts, and why; AWS Batch shows it with the job. */
  readonly reason: string;
  /** Rebuilds the requests of jobs, by id. */
  readonly rebuild: (
    jobIds: readonly string[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, RequestOrReason>>;
}

/** Submits and terminates jobs in AWS Batch. */
export class LiveExecutor implements ActionExecutor {
  readonly mode = 'live';
  /** TerminateJobs accepts as many. */
  readonly groupSize = 50;

  constructor(
    private readonly live: LiveJobs,
    private readonly options: LiveOptions,
  ) {}

  execute(action: AwsAction, jobs: readonly Job[], call: ActionCall): Promise<void> {
    return action === 'retry' ? this.retry(jobs, call) : this.abort(jobs, call);
  }

  private async retry(jobs: readonly Job[], call: ActionCall): Promise<void> {
    const ids = jobs.map(({ jobId }) => jobId);
    const rebuilt = await this.options.rebuild(ids, call.signal);
    for (const job of jobs) {
      const result = rebuilt.get(job.jobId);
      if (result?.ok === true) {
        await this.submit(job, result.request, call);
      } else {
        call.settle(job, { outcome: 'skipped', detail: result?.reason ?? '' });
      }
    }
  }

  private async submit(
    job: Job,
    request: SubmitRequest,
    { signal, announce, settle }: ActionCall,
  ): Promise<void> {
    const [allowed] = await announce([job], request.jobQueue);
    if (allowed) {
      settle(allowed, await this.submitted(request, signal));
    }
  }

  private async submitted(request: SubmitRequest, signal: AbortSignal): Promise<Executed> {
    try {
      const { jobId } = await this.live.submit(request, signal);
      return { outcome: 'done', detail: t('Submitted as job {0}.', jobId), newJobId: jobId };
    } catch (error) {
      return failed(error);
    }
  }

  private async abort(
    jobs: readonly Job[],
    { signal, announce, settle }: ActionCall,
  ): Promise<void> {
    const allowed = await announce(jobs);
    const ids = allowed.map(({ jobId }) => jobId);
    const outcomes = await this.live.terminate(ids, this.options.reason, signal);
    for (const job of allowed) {
      settle(job, terminated(outcomes.get(job.jobId)));
    }
  }
}

function terminated(outcome: TerminateOutcome | undefined): Executed {
  switch (outcome?.kind) {
    case 'done':
      return { outcome: 'done', detail: t('AWS Batch terminates the job.') };
    case 'failed':
      return failed(outcome.error);
    case 'notSent':
      return { outcome: 'cancelled', detail: t('Canceled before it started.') };
    case undefined:
      return { outcome: 'unknown', detail: '' };
  }
}

/** Only an error that says so tells that AWS has not accepted the request. */
function failed(error: unknown): Executed {
  if (isAbort(error)) {
    return { outcome: 'cancelled', detail: t('Canceled before it started.') };
  }
  if (!isUserError(error) || isAnswerLost(error)) {
    return { outcome: 'unknown', detail: messageOf(error) };
  }
  const { message, remedy, snippet } = error;
  return { outcome: 'failed', detail: sentences(message, remedy), statement: snippet };
}
