import { UserError } from '../../../src/core/diagnostics/errors';
import type { SubmitRequest } from '../../../src/core/actions/retry/submitRequest';
import type {
  FoundJob,
  LiveJobs,
  SubmittedJob,
  TerminateOutcome,
} from '../../../src/data/batch/liveJobs';

/** What AWS Batch answers to a request. */
export type Answer = 'accepted' | 'lost' | 'denied' | 'broken';

const denied = (): UserError =>
  new UserError('batch.denied', 'AWS denied it.', 'Ask for the permission.', 'checkConnection', {
    snippet: '{"Effect":"Allow"}',
  });

const answerLost = (): UserError =>
  new UserError('batch.answerLost', 'The response was lost.', 'Look.');

/** AWS Batch in memory: counts what it accepts, and answers as told. */
export class FakeLiveJobs implements LiveJobs {
  readonly submitted: (SubmitRequest & FoundJob)[] = [];
  readonly terminated: { readonly jobIds: readonly string[]; readonly reason: string }[] = [];
  readonly statuses = new Map<string, string>();
  answerTo: (name: string) => Answer = () => 'accepted';
  /** Runs before a request is answered. */
  before: (name: string) => unknown = () => undefined;

  describe(jobIds: readonly string[]) {
    return Promise.resolve(
      jobIds.flatMap(jobId => {
        const status = this.statuses.get(jobId);
        return status === undefined ? [] : [{ jobId, status }];
      }),
    );
  }

  definitions() {
    return Promise.resolve([]);
  }

  queues() {
    return Promise.resolve([]);
  }

  async submit(request: SubmitRequest): Promise<SubmittedJob> {
    await this.before(request.jobName);
    const answer = this.answerTo(request.jobName);
    if (answer === 'denied') {
      throw denied();
    }
    if (answer === 'broken') {
      throw new TypeError('cannot read properties of undefined');
    }
    const jobId = `new-${this.submitted.length + 1}`;
    const job = { jobId, jobArn: `arn:${jobId}`, createdAt: Date.now(), status: 'SUBMITTED' };
    this.submitted.push({ ...request, ...job });
    if (answer === 'lost') {
      throw answerLost();
    }
    return job;
  }

  async terminate(
    jobIds: readonly string[],
    reason: string,
  ): Promise<ReadonlyMap<string, TerminateOutcome>> {
    this.terminated.push({ jobIds, reason });
    await this.before(jobIds.join());
    return new Map(
      jobIds.map(jobId => [
        jobId,
        this.answerTo(jobId) === 'denied' ? { kind: 'failed', error: denied() } : { kind: 'done' },
      ]),
    );
  }

  findSubmitted({ queue, name }: { queue: string; name: string }): Promise<readonly FoundJob[]> {
    return Promise.resolve(
      this.submitted.filter(job => job.jobQueue === queue && job.jobName === name),
    );
  }

  close(): void {
    // Nothing is open.
  }
}
