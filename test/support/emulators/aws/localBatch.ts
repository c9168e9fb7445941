import type {
  ComputeEnvironmentDetail,
  FrontOfQueueDetail,
  JobDetail,
  JobQueueDetail,
  JobStatus,
  JobSummary,
  ListJobsRequest,
  QueueSnapshotUtilizationDetail,
} from '@aws-sdk/client-batch';
import { LocalServer, type Answer, type Received } from './localServer';

/** A job with its queue's ARN, as DescribeJobs returns it. */
export type LocalJob = JobDetail & { readonly jobId: string };

export interface Request extends ListJobsRequest {
  readonly jobs?: readonly string[];
  readonly jobQueues?: readonly string[];
  readonly computeEnvironments?: readonly string[];
}

/** Operations by path, as in the AWS Batch API reference. */
const operations: Readonly<Record<string, string>> = {
  '/v1/listjobs': 'ListJobs',
  '/v1/describejobs': 'DescribeJobs',
  '/v1/describejobqueues': 'DescribeJobQueues',
  '/v1/describecomputeenvironments': 'DescribeComputeEnvironments',
  '/v1/getjobqueuesnapshot': 'GetJobQueueSnapshot',
  '/v1/describejobdefinitions': 'DescribeJobDefinitions',
  '/v1/submitjob': 'SubmitJob',
  '/v1/terminatejob': 'TerminateJob',
  '/v1/terminatejobs': 'TerminateJobs',
};

export interface Call {
  readonly operation: string;
  readonly at: number;
  readonly request: Request;
}

/**
 * AWS Batch in this process, over its wire protocol: what moto lacks, such as pages of real size, summaries of array
 * jobs, snapshots of queues and faults. Lists change between pages as those of AWS do: a token is a position.
 */
export class LocalBatch {
  readonly server = new LocalServer(received => this.answer(received));
  readonly jobs = new Map<string, LocalJob>();
  readonly queues: JobQueueDetail[] = [];
  readonly environments: ComputeEnvironmentDetail[] = [];
  /** The jobs at the front of each queue, by the queue's ARN. */
  readonly fronts = new Map<string, FrontOfQueueDetail>();
  /** The capacity that each queue uses, by the queue's ARN. */
  readonly utilizations = new Map<string, QueueSnapshotUtilizationDetail>();
  readonly calls: Call[] = [];
  /** Operations that AWS denies. */
  readonly denied = new Set<string>();
  /** The number of requests to throttle from now on. */
  throttles = 0;
  /** The maximum number of jobs per page, below what is requested. */
  pageSize = 1_000;
  /** Called before each response, for changes between pages. */
  onCall: (call: Call) => void = () => undefined;

  constructor(
    readonly region = 'eu-west-1',
    readonly account = '123456789012',
  ) {}

  arn(kind: 'job' | 'job-queue' | 'job-definition' | 'compute-environment', name: string): string {
    return `arn:aws:batch:${this.region}:${this.account}:${kind}/${name}`;
  }

  addQueue(name: string, more: Partial<JobQueueDetail> = {}): string {
    const jobQueueArn = this.arn('job-queue', name);
    this.queues.push({
      jobQueueName: name,
      jobQueueArn,
      state: 'ENABLED',
      status: 'VALID',
      statusReason: 'JobQueue Healthy',
      priority: 1,
      computeEnvironmentOrder: [],
      ...more,
    });
    return jobQueueArn;
  }

  addEnvironment(name: string, more: Partial<ComputeEnvironmentDetail> = {}): string {
    const computeEnvironmentArn = this.arn('compute-environment', name);
    this.environments.push({
      computeEnvironmentName: name,
      computeEnvironmentArn,
      type: 'MANAGED',
      state: 'ENABLED',
      status: 'VALID',
      statusReason: 'ComputeEnvironment Healthy',
      ...more,
    });
    return computeEnvironmentArn;
  }

  /** Adds a job, or replaces parts of one. */
  put(job: Partial<JobDetail> & { readonly jobId: string }): LocalJob {
    const whole: LocalJob = {
      jobName: `job-${job.jobId}`,
      jobArn: this.arn('job', job.jobId),
      jobQueue: this.queues[0]?.jobQueueArn,
      jobDefinition: this.arn('job-definition', 'train:1'),
      status: 'SUBMITTED',
      createdAt: Date.now(),
      startedAt: undefined,
      ...this.jobs.get(job.jobId),
      ...job,
    };
    this.jobs.set(job.jobId, whole);
    return whole;
  }

  /** The number of calls of an operation. */
  count(operation: string): number {
    return this.calls.filter(call => call.operation === operation).length;
  }

  answer({ method, path, headers, body }: Received): Answer {
    const operation = operations[path];
    if (method !== 'POST' || operation === undefined) {
      return refusal('UnknownOperationException', 404, `No operation ${method} ${path}.`);
    }
    const call: Call = {
      operation,
      at: performance.now(),
      request: (body === '' ? {} : JSON.parse(body)) as Request,
    };
    this.calls.push(call);
    if (!/Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/batch\//.test(headers.authorization ?? '')) {
      return refusal('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
    }
    if (this.throttles > 0) {
      this.throttles--;
      return refusal('TooManyRequestsException', 429, 'Too Many Requests');
    }
    if (this.denied.has(operation)) {
      const user = `arn:aws:iam::${this.account}:user/ada`;
      return refusal(
        'AccessDeniedException',
        403,
        `User: ${user} is not authorized to perform: batch:${operation} because no identity-based policy allows the batch:${operation} action`,
      );
    }
    this.onCall(call);
    return this.respond(operation, call.request);
  }

  protected respond(operation: string, request: Request): Answer {
    switch (operation) {
      case 'ListJobs':
        return this.list(request);
      case 'DescribeJobs':
        return this.describe(request.jobs ?? []);
      case 'DescribeJobQueues': {
        const { items, nextToken } = this.page(
          named(this.queues, request.jobQueues, ({ jobQueueName, jobQueueArn }) => [
            jobQueueName,
            jobQueueArn,
          ]),
          request,
          100,
        );
        return json({ jobQueues: items, nextToken });
      }
      case 'DescribeComputeEnvironments': {
        const { items, nextToken } = this.page(
          named(
            this.environments,
            request.computeEnvironments,
            ({ computeEnvironmentName, computeEnvironmentArn }) => [
              computeEnvironmentName,
              computeEnvironmentArn,
            ],
          ),
          request,
          100,
        );
        return json({ computeEnvironments: items, nextToken });
      }
      case 'GetJobQueueSnapshot':
        return this.snapshot(request.jobQueue ?? '');
      default:
        return refusal('UnknownOperationException', 404, `No operation ${operation}.`);
    }
  }

  private list(request: Request): Answer {
    const { jobQueue, arrayJobId, multiNodeJobId, jobStatus = 'RUNNING', filters = [] } = request;
    const places = [jobQueue, arrayJobId, multiNodeJobId].filter(place => place !== undefined);
    if (places.length !== 1) {
      return refusal(
        'ClientException',
        400,
        'Exactly one of jobQueue, arrayJobId and multiNodeJobId must be specified.',
      );
    }
    const queue = this.queues.find(
      ({ jobQueueName, jobQueueArn }) => jobQueue === jobQueueName || jobQueue === jobQueueArn,
    );
    if (jobQueue !== undefined && !queue) {
      return refusal('ClientException', 400, `JobQueue ${jobQueue} not found.`);
    }
    if (filters.length > 1) {
      return refusal('ClientException', 400, 'Only one filter can be specified.');
    }
    const isListed = (job: LocalJob): boolean =>
      arrayJobId !== undefined
        ? job.jobId.startsWith(`${arrayJobId}:`)
        : multiNodeJobId !== undefined
          ? job.jobId.startsWith(`${multiNodeJobId}#`)
          : job.jobQueue === queue?.jobQueueArn && !/[:#]/.test(job.jobId);
    const [filter] = filters;
    const ofPlace = [...this.jobs.values()].filter(isListed);
    const found =
      filter === undefined
        ? ofPlace.filter(({ status }) => status === jobStatus)
        : ofPlace.filter(job => matches(job, filter.name, filter.values));
    found.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
    const { items, nextToken } = this.page(found, request, filter === undefined ? 1_000 : 100);
    return json({ jobSummaryList: items.map(job => this.summaryOf(job)), nextToken });
  }

  private describe(jobIds: readonly string[]): Answer {
    if (jobIds.length > 100) {
      return refusal('ClientException', 400, 'At most 100 jobs can be described.');
    }
    const jobs = jobIds.flatMap(jobId => {
      const job = this.jobs.get(jobId);
      return job ? [{ ...job, ...this.arrayPropertiesOf(job) }] : [];
    });
    return json({ jobs });
  }

  private snapshot(jobQueue: string): Answer {
    const queue = this.queues.find(
      ({ jobQueueName, jobQueueArn }) => jobQueue === jobQueueName || jobQueue === jobQueueArn,
    );
    if (queue?.jobQueueArn === undefined) {
      return refusal('ClientException', 400, `JobQueue ${jobQueue} not found.`);
    }
    return json({
      frontOfQueue: this.fronts.get(queue.jobQueueArn) ?? { jobs: [] },
      queueUtilization: this.utilizations.get(queue.jobQueueArn),
    });
  }

  private summaryOf(job: LocalJob): JobSummary {
    const { container, nodeProperties } = job;
    return {
      jobArn: job.jobArn,
      jobId: job.jobId,
      jobName: job.jobName,
      jobDefinition: job.jobDefinition,
      createdAt: job.createdAt,
      status: job.status,
      statusReason: job.statusReason,
      startedAt: job.startedAt,
      stoppedAt: job.stoppedAt,
      shareIdentifier: job.shareIdentifier,
      ...(container && { container: { exitCode: container.exitCode, reason: container.reason } }),
      ...(nodeProperties && { nodeProperties: { numNodes: nodeProperties.numNodes } }),
      ...this.arrayPropertiesOf(job),
    };
  }

  /** An array job's `statusSummary` counts its children. */
  private arrayPropertiesOf({
    jobId,
    arrayProperties,
  }: LocalJob): Pick<JobDetail, 'arrayProperties'> {
    if (arrayProperties?.size === undefined) {
      return arrayProperties ? { arrayProperties } : {};
    }
    const statusSummary: Partial<Record<JobStatus, number>> = {};
    for (let index = 0; index < arrayProperties.size; index++) {
      const status = this.jobs.get(`${jobId}:${index}`)?.status;
      if (status !== undefined) {
        statusSummary[status] = (statusSummary[status] ?? 0) + 1;
      }
    }
    return { arrayProperties: { ...arrayProperties, statusSummary } };
  }

  private page<T>(
    all: readonly T[],
    { nextToken, maxResults = Infinity }: Pick<ListJobsRequest, 'nextToken' | 'maxResults'>,
    limit: number,
  ): { readonly items: readonly T[]; readonly nextToken?: string } {
    const start = Number(Buffer.from(nextToken ?? '', 'base64').toString() || 0);
    const end = start + Math.min(maxResults, limit, this.pageSize);
    return {
      items: all.slice(start, end),
      ...(end < all.length ? { nextToken: Buffer.from(String(end)).toString('base64') } : {}),
    };
  }
}

function matches(job: LocalJob, name = '', values: readonly string[] = []): boolean {
  const { createdAt = 0 } = job;
  switch (name) {
    case 'AFTER_CREATED_AT':
      return createdAt > Number(values[0]);
    case 'BEFORE_CREATED_AT':
      return createdAt < Number(values[0]);
    case 'JOB_NAME':
      return values.some(value => matchesName(job.jobName ?? '', value));
    case 'SHARE_IDENTIFIER':
      return values.includes(job.shareIdentifier ?? '');
    default:
      return false;
  }
}

/** Whatever its case; a `*` at the end stands for any text (ListJobs in the AWS Batch API reference). */
const matchesName = (name: string, value: string): boolean =>
  value.endsWith('*')
    ? name.toLowerCase().startsWith(value.slice(0, -1).toLowerCase())
    : name.toLowerCase() === value.toLowerCase();

const named = <T>(
  all: readonly T[],
  names: readonly string[] | undefined,
  namesOf: (one: T) => readonly (string | undefined)[],
): readonly T[] =>
  names === undefined
    ? all
    : all.filter(one => namesOf(one).some(name => name !== undefined && names.includes(name)));

export const json = (value: object): Answer => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(value),
});

export const refusal = (type: string, status: number, message: string): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ __type: type, message }),
});
