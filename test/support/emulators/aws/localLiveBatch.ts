import { randomUUID } from 'node:crypto';
import type {
  JobDefinition,
  SubmitJobRequest,
  TerminateJobsErrorDetail,
} from '@aws-sdk/client-batch';
import { isTerminal } from '../../../../src/core/job/status';
import { json, LocalBatch, refusal, type Request } from './localBatch';
import type { Answer } from './localServer';
import { submittedJob } from './submittedJob';

/** AWS Batch in this process, with the calls that change jobs. It counts them, and remembers their requests. */
export class LocalLiveBatch extends LocalBatch {
  readonly definitions: JobDefinition[] = [];
  /** The requests that were accepted. */
  readonly submitted: SubmitJobRequest[] = [];
  /** Jobs that this identity must not terminate. */
  readonly deniedJobs = new Set<string>();
  /** The next errors of a job in bulk calls, by its id. */
  readonly jobErrors = new Map<string, string[]>();
  /** The reasons that jobs were terminated for, by id. */
  readonly terminated = new Map<string, string>();
  /** Whether TerminateJobs exists, which older emulators lack. */
  hasBulk = true;

  /** Adds a revision of a job definition, and returns its ARN. */
  define(name: string, properties: Partial<JobDefinition> = {}): string {
    const revision =
      this.definitions.filter(({ jobDefinitionName }) => jobDefinitionName === name).length + 1;
    const jobDefinitionArn = this.arn('job-definition', `${name}:${revision}`);
    this.definitions.push({
      ...{ jobDefinitionName: name, jobDefinitionArn, revision },
      ...{ status: 'ACTIVE', type: 'container' },
      ...properties,
    });
    return jobDefinitionArn;
  }

  protected override respond(operation: string, request: Request): Answer {
    switch (operation) {
      case 'DescribeJobDefinitions':
        return this.describeDefinitions(request as { jobDefinitions?: readonly string[] });
      case 'SubmitJob':
        return this.submit(request as unknown as SubmitJobRequest);
      case 'TerminateJob':
        return this.terminateOne(request);
      case 'TerminateJobs':
        return this.hasBulk
          ? this.terminateMany(request)
          : refusal('UnknownOperationException', 404, 'No operation TerminateJobs.');
      default:
        return super.respond(operation, request);
    }
  }

  private describeDefinitions({
    jobDefinitions = [],
  }: {
    jobDefinitions?: readonly string[];
  }): Answer {
    const found = this.definitions.filter(
      ({ jobDefinitionArn = '', jobDefinitionName, revision }) =>
        jobDefinitions.includes(jobDefinitionArn) ||
        jobDefinitions.includes(`${jobDefinitionName}:${revision}`),
    );
    return json({ jobDefinitions: found });
  }

  private submit(request: SubmitJobRequest): Answer {
    const queue = this.queues.find(
      ({ jobQueueName, jobQueueArn }) =>
        request.jobQueue === jobQueueName || request.jobQueue === jobQueueArn,
    );
    const definition = this.definitions.find(
      ({ jobDefinitionArn }) => jobDefinitionArn === request.jobDefinition,
    );
    if (!queue || !definition) {
      return refusal('ClientException', 400, 'JobQueue or JobDefinition not found.');
    }
    const problem = problemOf(request, queue.state, definition.status, queue.schedulingPolicyArn);
    if (problem !== undefined) {
      return refusal('ClientException', 400, problem);
    }
    this.submitted.push(request);
    const jobId = randomUUID();
    const whole = { ...request, jobQueue: queue.jobQueueArn };
    const { jobArn } = this.put({ jobId, ...submittedJob(whole, definition) });
    return json({ jobId, jobArn, jobName: request.jobName });
  }

  private terminateOne({ jobId = '', reason = '' }: TerminateRequest): Answer {
    if (this.deniedJobs.has(jobId)) {
      return refusal('AccessDeniedException', 403, this.deniedMessage(jobId));
    }
    this.end(jobId, reason);
    return json({});
  }

  private terminateMany({ jobs = [], reason = '' }: TerminateRequest): Answer {
    if (jobs.length > 50 || reason === '' || reason.length > 1_024) {
      return refusal('ClientException', 400, 'At most 50 jobs, with a reason.');
    }
    const errors: TerminateJobsErrorDetail[] = [];
    const successful = jobs.filter(job => {
      const code = this.deniedJobs.has(job) ? 'AccessDenied' : this.jobErrors.get(job)?.shift();
      if (code !== undefined) {
        const message = code === 'AccessDenied' ? this.deniedMessage(job) : 'Injected.';
        errors.push({ job, code, message });
        return false;
      }
      this.end(job, reason);
      return true;
    });
    return json({ successful, errors });
  }

  private end(jobId: string, statusReason: string): void {
    const job = this.jobs.get(jobId);
    if (job && !isTerminal(job.status ?? '')) {
      this.terminated.set(jobId, statusReason);
      this.put({ jobId, status: 'FAILED', statusReason, stoppedAt: Date.now() });
    }
  }

  private deniedMessage(jobId: string): string {
    const resource = this.arn('job', jobId);
    return `User: arn:aws:iam::${this.account}:user/ada is not authorized to perform: batch:TerminateJob on resource: ${resource} because no identity-based policy allows the batch:TerminateJob action`;
  }
}

interface TerminateRequest {
  readonly jobId?: string;
  readonly jobs?: readonly string[];
  readonly reason?: string;
}

/** What AWS Batch refuses, as far as its API reference says. */
function problemOf(
  request: SubmitJobRequest,
  queueState: string | undefined,
  definitionStatus: string | undefined,
  schedulingPolicy: string | undefined,
): string | undefined {
  const text = JSON.stringify(request);
  const size = request.arrayProperties?.size ?? 2;
  const problems: readonly (readonly [boolean, string])[] = [
    [!/^[a-z0-9][\w-]{0,127}$/i.test(request.jobName ?? ''), 'Job name is invalid.'],
    [queueState !== 'ENABLED', 'JobQueue is disabled.'],
    [definitionStatus !== 'ACTIVE', 'JobDefinition is not active.'],
    [text.includes('"name":"AWS_BATCH'), 'Environment variables must not start with AWS_BATCH.'],
    [/"command":\[[^\]]*""/.test(text), 'Command must not contain an empty string.'],
    [/"(aws:[^"]*|resourceArn)":/.test(JSON.stringify(request.tags ?? {})), 'Reserved tag.'],
    [(request.dependsOn ?? []).length > 20, 'At most 20 dependencies.'],
    [size < 2 || size > 10_000, 'Array size must be from 2 to 10,000.'],
    [
      (request.shareIdentifier === undefined) !== (schedulingPolicy === undefined),
      'A share identifier is needed with a scheduling policy, and only then.',
    ],
  ];
  return problems.find(([isProblem]) => isProblem)?.[1];
}
