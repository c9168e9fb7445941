import { t } from '@vscode/l10n';
import { TerminateJobCommand, TerminateJobsCommand } from '@aws-sdk/client-batch';
import { isAbort } from '../../core/diagnostics/errors';
import type { Target } from '../config/endpoint';
import { BadResponse, httpStatusOf } from '../errors/awsErrors';
import type { BatchCalls } from './batchCalls';
import { groupsOf } from './batchRequests';
import { batchTargetOf } from './batchTarget';
import { isDenied, toLiveError } from './liveErrors';
import type { TerminateOutcome } from './liveJobs';

/** AWS Batch terminates at most this many jobs in one call. */
const maxTerminated = 50;

/** How often a job is sent whose error AWS Batch calls temporary. */
const maxRounds = 4;

const throttled = 'ThrottlingException';

/** AWS Batch asks to retry these (TerminateJobsErrorDetail in its API reference). */
const temporaryErrors: readonly string[] = [throttled, 'ServerException'];

/**
 * Terminates jobs in groups. Terminating a job again changes nothing, so lost responses are no problem.
 * @throws {UserError} if the connection cannot be used, before anything is sent
 */
export async function terminateJobs(
  calls: BatchCalls,
  jobIds: readonly string[],
  reason: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TerminateOutcome>> {
  const target = await batchTargetOf(calls.connection);
  const termination = new Termination(calls, target, reason, signal);
  const outcomes = new Map<string, TerminateOutcome>(
    jobIds.map(jobId => [jobId, { kind: 'notSent' }]),
  );
  try {
    for (const group of groupsOf(maxTerminated, [...outcomes.keys()])) {
      await termination.runGroup(group, (jobId, outcome) => outcomes.set(jobId, outcome));
    }
  } catch (error) {
    if (!isAbort(error)) {
      throw error;
    }
  }
  return outcomes;
}

type Report = (jobId: string, outcome: TerminateOutcome) => void;

/** Does not pass its signal to requests under way, so that their outcomes are known. */
class Termination {
  constructor(
    private readonly calls: BatchCalls,
    private readonly target: Target,
    private readonly reason: string,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws AbortError when aborted; jobs without a report were not sent then */
  async runGroup(jobIds: readonly string[], report: Report): Promise<void> {
    let pending = jobIds;
    for (let round = 1; pending.length > 0 && round <= maxRounds; round++) {
      const errors = await this.sendGroup(pending);
      if (errors === 'refused') {
        return this.runSingly(pending, report);
      }
      for (const jobId of pending) {
        report(jobId, this.outcomeOf(errors.get(jobId)));
      }
      pending = pending.filter(jobId => temporaryErrors.includes(errors.get(jobId)?.name ?? ''));
      if (pending.some(jobId => errors.get(jobId)?.name === throttled)) {
        this.calls.slowDown();
      }
    }
  }

  /** The errors by job; `refused` if AWS does not know the bulk call, or denies it for one of the jobs. */
  private async sendGroup(
    jobs: readonly string[],
  ): Promise<ReadonlyMap<string, Error> | 'refused'> {
    const command = new TerminateJobsCommand({ jobs: [...jobs], reason: this.reason });
    try {
      const { successful = [], errors = [] } = await this.send(sdk => sdk.send(command));
      const accepted = new Set(successful);
      const found = new Map(
        errors.map(({ job = '', code, message }) => [job, errorOf(code, message)]),
      );
      return new Map(
        jobs
          .filter(jobId => !accepted.has(jobId))
          .map(jobId => [
            jobId,
            found.get(jobId) ?? new BadResponse(t('the response leaves out the job.')),
          ]),
      );
    } catch (error) {
      if (!(error instanceof Error) || isAbort(error)) {
        throw error;
      }
      return isDenied(error) || isUnknown(error)
        ? 'refused'
        : new Map(jobs.map(jobId => [jobId, error]));
    }
  }

  private async runSingly(jobIds: readonly string[], report: Report): Promise<void> {
    for (const jobId of jobIds) {
      const command = new TerminateJobCommand({ jobId, reason: this.reason });
      try {
        await this.send(sdk => sdk.send(command));
        report(jobId, { kind: 'done' });
      } catch (error) {
        if (!(error instanceof Error) || isAbort(error)) {
          throw error;
        }
        report(jobId, this.outcomeOf(error));
      }
    }
  }

  private send: <T>(run: Parameters<typeof this.calls.send<T>>[1]) => Promise<T> = run =>
    this.calls.send(this.signal, run, { isRepeatable: true, explain: error => error as Error });

  private outcomeOf(error: Error | undefined): TerminateOutcome {
    return error ? { kind: 'failed', error: toLiveError(error, this.target) } : { kind: 'done' };
  }
}

const errorOf = (code = '', message = ''): Error =>
  Object.assign(new Error(message), { name: code });

/** By older versions of the service, and by emulators. */
const isUnknown = (error: Error): boolean =>
  error.name === 'UnknownOperationException' || httpStatusOf(error) === 404;
