/** The request that submits a job: the part of SubmitJobRequest in the AWS Batch API reference that a retry needs. */
export interface SubmitRequest {
  readonly jobName: string;
  /** ARN or name. */
  readonly jobQueue: string;
  /** ARN with its revision. */
  readonly jobDefinition: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly containerOverrides?: ContainerOverride;
  readonly ecsPropertiesOverride?: EcsOverride;
  readonly eksPropertiesOverride?: EksOverride;
  readonly nodeOverrides?: NodeOverrides;
  readonly arrayProperties?: { readonly size: number };
  readonly dependsOn?: readonly Dependency[];
  readonly retryStrategy?: RetryStrategy;
  readonly timeout?: { readonly attemptDurationSeconds: number };
  readonly shareIdentifier?: string;
  readonly schedulingPriorityOverride?: number;
  readonly propagateTags?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  readonly consumableResourcePropertiesOverride?: ConsumableResources;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
}

export interface ResourceRequirement {
  readonly type: 'VCPU' | 'MEMORY' | 'GPU';
  readonly value: string;
}

export interface ContainerOverride {
  readonly command?: readonly string[];
  readonly environment?: readonly Variable[];
  readonly resourceRequirements?: readonly ResourceRequirement[];
  /** Only for nodes of a multi-node job. */
  readonly instanceType?: string;
}

/** AWS Batch accepts one task. */
export interface EcsOverride {
  readonly taskProperties: readonly {
    readonly containers: readonly (ContainerOverride & { readonly name: string })[];
  }[];
}

export interface EksContainerOverride {
  readonly name?: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly Variable[];
  readonly resources?: {
    readonly limits?: Readonly<Record<string, string>>;
    readonly requests?: Readonly<Record<string, string>>;
  };
}

export interface EksMetadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly namespace?: string;
}

export interface EksOverride {
  readonly podProperties: {
    readonly containers?: readonly EksContainerOverride[];
    readonly initContainers?: readonly EksContainerOverride[];
    readonly metadata?: EksMetadata;
  };
}

export interface NodeOverride {
  readonly targetNodes: string;
  readonly containerOverrides?: ContainerOverride;
  readonly ecsPropertiesOverride?: EcsOverride;
  readonly eksPropertiesOverride?: EksOverride;
  readonly instanceTypes?: readonly string[];
  readonly consumableResourcePropertiesOverride?: ConsumableResources;
}

export interface NodeOverrides {
  readonly numNodes?: number;
  readonly nodePropertyOverrides?: readonly NodeOverride[];
}

export interface Dependency {
  readonly jobId?: string;
  readonly type?: string;
}

export interface RetryStrategy {
  readonly attempts: number;
  readonly evaluateOnExit?: readonly Readonly<Record<string, string>>[];
}

export interface ConsumableResources {
  readonly consumableResourceList: readonly {
    readonly consumableResource: string;
    readonly quantity: number;
  }[];
}
