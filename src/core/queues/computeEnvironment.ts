/** A compute environment as DescribeComputeEnvironments returns it. */
export interface ComputeEnvironmentDetail {
  readonly computeEnvironmentName?: string | undefined;
  readonly computeEnvironmentArn?: string | undefined;
  readonly state?: string | undefined;
  readonly status?: string | undefined;
  readonly statusReason?: string | undefined;
  readonly type?: string | undefined;
  readonly containerOrchestrationType?: string | undefined;
  readonly computeResources?:
    | {
        readonly type?: string | undefined;
        readonly minvCpus?: number | undefined;
        readonly desiredvCpus?: number | undefined;
        readonly maxvCpus?: number | undefined;
        readonly instanceTypes?: readonly string[] | undefined;
        readonly allocationStrategy?: string | undefined;
      }
    | undefined;
}

export interface ComputeEnvironment {
  readonly name: string;
  /** The name, where an emulator has no ARN. */
  readonly arn: string;
  /** `ENABLED` or `DISABLED`. */
  readonly state: string;
  /** `VALID`, `INVALID`, `CREATING`, … */
  readonly status: string;
  readonly statusReason: string;
  /** `MANAGED` or `UNMANAGED`. */
  readonly type: string;
  /** `EC2`, `SPOT`, `FARGATE`, `FARGATE_SPOT`, `ECS_MANAGED_INSTANCES`, …; empty if unmanaged. */
  readonly resourceType: string;
  readonly isOnEks: boolean;
  readonly minVcpus: number | undefined;
  /** Not on Fargate, which starts capacity for each job. */
  readonly desiredVcpus: number | undefined;
  readonly maxVcpus: number | undefined;
  /** Instance types, families, or `optimal`. */
  readonly instanceTypes: readonly string[];
  readonly allocationStrategy: string;
}

/** Undefined without a name. */
export function computeEnvironmentOf(
  detail: ComputeEnvironmentDetail,
): ComputeEnvironment | undefined {
  const { computeEnvironmentName: name = '', computeResources: resources } = detail;
  const { computeEnvironmentArn: arn = name } = detail;
  if (name === '') {
    return undefined;
  }
  const resourceType = resources?.type ?? '';
  return {
    name,
    arn,
    state: detail.state ?? '',
    status: detail.status ?? '',
    statusReason: detail.statusReason ?? '',
    type: detail.type ?? '',
    resourceType,
    isOnEks: detail.containerOrchestrationType === 'EKS',
    minVcpus: resources?.minvCpus,
    desiredVcpus: resourceType.startsWith('FARGATE') ? undefined : resources?.desiredvCpus,
    maxVcpus: resources?.maxvCpus,
    instanceTypes: resources?.instanceTypes ?? [],
    allocationStrategy: resources?.allocationStrategy ?? '',
  };
}

/** Whether AWS Batch places jobs in it. */
export const isUsable = ({ state, status }: ComputeEnvironment): boolean =>
  state !== 'DISABLED' && status !== 'INVALID' && status !== 'DELETING' && status !== 'DELETED';

/** Whether it can start no more capacity. */
export const isFull = ({ desiredVcpus, maxVcpus }: ComputeEnvironment): boolean =>
  desiredVcpus !== undefined && maxVcpus !== undefined && maxVcpus > 0 && desiredVcpus >= maxVcpus;
