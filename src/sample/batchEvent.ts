import type { Attempt, Step } from './life';
import { Random } from './random';
import type { SimulatedJob } from './simulatedJob';

/** An EventBridge event as AWS Batch sends it. */
export interface BatchEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'Batch Job State Change';
  readonly source: 'aws.batch';
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>> & {
    readonly jobId: string;
    readonly status: string;
  };
}

/** The account ID that AWS's documentation uses. */
const account = '123456789012';

export function batchEvent(job: SimulatedJob, step: Step): BatchEvent {
  const { jobId, region } = job;
  const arn = (resource: string): string => `arn:aws:batch:${region}:${account}:${resource}`;
  return {
    version: '0',
    id: eventId(job, step),
    'detail-type': 'Batch Job State Change',
    source: 'aws.batch',
    account,
    time: `${new Date(step.at).toISOString().slice(0, 19)}Z`,
    region,
    resources: [arn(`job/${jobId}`)],
    detail: detailOf(job, step, arn),
  };
}

function detailOf(
  job: SimulatedJob,
  step: Step,
  arn: (resource: string) => string,
): BatchEvent['detail'] {
  const { jobId, workload } = job;
  const { status } = step;
  const jobArn = arn(`job/${jobId}`);
  return {
    jobId,
    status,
    ...withoutAbsent({
      jobArn,
      jobName: job.jobName,
      jobQueue: arn(`job-queue/${workload.queue}`),
      attempts: step.attempts.map(attempt => attemptOf(job, attempt)),
      statusReason: step.statusReason,
      createdAt: job.createdAt,
      retryStrategy: { attempts: workload.attempts, evaluateOnExit: [] },
      startedAt: whole(step.startedAt),
      stoppedAt: whole(step.stoppedAt),
      dependsOn: job.dependsOn.map(dependency => ({ jobId: dependency })),
      jobDefinition: arn(`job-definition/${workload.definition}`),
      parameters: job.parameters,
      container: containerOf(job, step),
      arrayProperties: job.arrayProperties,
      nodeProperties: job.nodeProperties,
      nodeDetails: job.nodeDetails,
      timeout: { attemptDurationSeconds: workload.timeoutSeconds },
      tags: { resourceArn: jobArn, ...job.tags },
      propagateTags: false,
      platformCapabilities: [workload.platform],
      eksAttempts: [],
      isCancelled: step.endedByHand === 'cancelled' ? true : undefined,
      isTerminated: step.endedByHand === 'terminated' ? true : undefined,
    }),
  };
}

function attemptOf(job: SimulatedJob, attempt: Attempt): object {
  return withoutAbsent({
    container: withoutAbsent({
      ...taskOf(job, attempt.taskId),
      exitCode: attempt.exitCode,
      reason: attempt.reason,
      logStreamName: attempt.startedAt === undefined ? undefined : streamOf(job, attempt.taskId),
      networkInterfaces: [],
    }),
    startedAt: whole(attempt.startedAt),
    stoppedAt: whole(attempt.stoppedAt),
    statusReason: attempt.statusReason,
  });
}

function containerOf(job: SimulatedJob, step: Step): object {
  const { workload, region } = job;
  const last = step.stoppedAt === undefined ? undefined : step.attempts.at(-1);
  return withoutAbsent({
    image: `${account}.dkr.ecr.${region}.amazonaws.com/${workload.image}`,
    command: job.command,
    jobRoleArn: `arn:aws:iam::${account}:role/batch-job-pre`,
    executionRoleArn: `arn:aws:iam::${account}:role/batch-execution-pre`,
    volumes: [],
    environment: environmentOf(job),
    mountPoints: [],
    readonlyRootFilesystem: false,
    ulimits: [],
    exitCode: last?.exitCode,
    reason: last?.reason,
    ...(step.taskId === undefined ? {} : taskOf(job, step.taskId)),
    logStreamName:
      step.taskId === undefined || step.startedAt === undefined
        ? undefined
        : streamOf(job, step.taskId),
    networkInterfaces: [],
    resourceRequirements: [
      { value: workload.vcpus, type: 'VCPU' },
      { value: workload.memory, type: 'MEMORY' },
    ],
    logConfiguration:
      workload.logGroup === undefined
        ? undefined
        : { logDriver: 'awslogs', options: { 'awslogs-group': workload.logGroup } },
    secrets: [
      {
        name: 'DATABASE_PASSWORD',
        valueFrom: `arn:aws:secretsmanager:${region}:${account}:secret:pre/database`,
      },
    ],
  });
}

/** Names and values that look like secrets, to try out how they are redacted. */
function environmentOf({ jobId, region }: SimulatedJob): readonly object[] {
  return [
    { name: 'STAGE', value: 'pre' },
    { name: 'AWS_REGION', value: region },
    { name: 'API_TOKEN', value: `simulated-token-${jobId.slice(0, 8)}` },
    { name: 'DB_PASSWORD', value: 'simulated-password-not-real' },
  ];
}

function taskOf({ region, workload }: SimulatedJob, taskId: string): object {
  const ecs = `arn:aws:ecs:${region}:${account}`;
  const cluster = `AWSBatch-${workload.queue}`;
  return {
    ...(workload.platform === 'EC2'
      ? { containerInstanceArn: `${ecs}:container-instance/${cluster}/${taskId.slice(0, 16)}` }
      : {}),
    taskArn: `${ecs}:task/${cluster}/${taskId}`,
  };
}

function streamOf({ workload }: SimulatedJob, taskId: string): string {
  return `${workload.definition.split(':')[0] ?? ''}/default/${taskId}`;
}

/** The same event has the same id each time. */
function eventId({ jobId }: SimulatedJob, { at }: Step): string {
  const [parent = '', index = '-1'] = jobId.split(':');
  return Random.of(parseInt(parent.slice(0, 8), 16) + Number(index), Math.floor(at)).uuid();
}

function whole(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.floor(ms);
}

function withoutAbsent(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
