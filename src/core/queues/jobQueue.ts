/** A job queue as DescribeJobQueues returns it; every property may be missing in responses of emulators. */
export interface JobQueueDetail {
  readonly jobQueueName?: string | undefined;
  readonly jobQueueArn?: string | undefined;
  readonly state?: string | undefined;
  readonly status?: string | undefined;
  readonly statusReason?: string | undefined;
  readonly priority?: number | undefined;
  readonly schedulingPolicyArn?: string | undefined;
  readonly jobQueueType?: string | undefined;
  readonly computeEnvironmentOrder?:
    | readonly {
        readonly order?: number | undefined;
        readonly computeEnvironment?: string | undefined;
      }[]
    | undefined;
}

export interface JobQueue {
  readonly name: string;
  /** The name, where an emulator has no ARN. */
  readonly arn: string;
  /** `ENABLED` or `DISABLED`. */
  readonly state: string;
  /** `VALID`, `INVALID`, `CREATING`, … */
  readonly status: string;
  readonly statusReason: string;
  readonly priority: number | undefined;
  /** Whether a scheduling policy orders the jobs, instead of their age. */
  readonly hasPolicy: boolean;
  /** `ECS`, `ECS_FARGATE`, `EKS`, `SAGEMAKER_TRAINING`, … */
  readonly type: string;
  /** Names or ARNs of the compute environments, the preferred one first. */
  readonly environments: readonly string[];
}

/** Undefined without a name, because nothing can be said about such a queue. */
export function jobQueueOf(detail: JobQueueDetail): JobQueue | undefined {
  const { jobQueueName: name = '', jobQueueArn: arn = name } = detail;
  if (name === '') {
    return undefined;
  }
  const order = [...(detail.computeEnvironmentOrder ?? [])];
  order.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  return {
    name,
    arn,
    state: detail.state ?? '',
    status: detail.status ?? '',
    statusReason: detail.statusReason ?? '',
    priority: detail.priority,
    hasPolicy: (detail.schedulingPolicyArn ?? '') !== '',
    type: detail.jobQueueType ?? '',
    environments: order.flatMap(({ computeEnvironment }) => computeEnvironment ?? []),
  };
}
