import type {
  ContainerOverrides,
  EksContainer,
  EksContainerOverride,
  JobDefinition,
  JobDetail,
  KeyValuePair,
  NodeOverrides,
  NodeProperties,
  ResourceRequirement,
  SubmitJobRequest,
} from '@aws-sdk/client-batch';

/** What DescribeJobs tells of a job that was just submitted, as the AWS Batch API reference describes overrides. */
export function submittedJob(
  request: SubmitJobRequest,
  definition: JobDefinition,
): Omit<JobDetail, 'jobId' | 'jobArn' | 'status' | 'createdAt' | 'startedAt'> {
  const { containerProperties, ecsProperties, eksProperties, nodeProperties } = definition;
  const retryStrategy = request.retryStrategy ?? definition.retryStrategy ?? { attempts: 1 };
  const priority = request.schedulingPriorityOverride ?? definition.schedulingPriority;
  return {
    jobName: request.jobName,
    jobQueue: request.jobQueue,
    jobDefinition: definition.jobDefinitionArn,
    shareIdentifier: request.shareIdentifier,
    schedulingPriority: request.shareIdentifier === undefined ? undefined : priority,
    parameters: { ...definition.parameters, ...request.parameters },
    dependsOn: request.dependsOn ?? [],
    ...(request.arrayProperties && { arrayProperties: { size: request.arrayProperties.size } }),
    // AWS Batch describes actions in lower case.
    retryStrategy: {
      attempts: retryStrategy.attempts,
      evaluateOnExit: (retryStrategy.evaluateOnExit ?? []).map(({ action, ...rule }) => ({
        ...rule,
        action: action?.toLowerCase() as typeof action,
      })),
    },
    timeout: request.timeout ?? definition.timeout,
    propagateTags: request.propagateTags ?? definition.propagateTags ?? false,
    tags: request.tags ?? {},
    platformCapabilities: definition.platformCapabilities ?? [],
    consumableResourceProperties:
      request.consumableResourcePropertiesOverride ?? definition.consumableResourceProperties,
    container: containerProperties
      ? overridden(containerProperties, request.containerOverrides)
      : undefined,
    ecsProperties: ecsProperties && {
      taskProperties: ecsProperties.taskProperties?.map((task, index) => ({
        ...task,
        containers: task.containers?.map(container => {
          const { containers = [] } = request.ecsPropertiesOverride?.taskProperties?.[index] ?? {};
          return overridden(
            container,
            containers.find(({ name }) => name === container.name),
          );
        }),
      })),
    },
    eksProperties: eksProperties && {
      podProperties: overriddenPod(
        eksProperties.podProperties,
        request.eksPropertiesOverride?.podProperties,
      ),
    },
    nodeProperties: nodeProperties && overriddenNodes(nodeProperties, request.nodeOverrides),
  };
}

interface Overridable {
  readonly command?: string[] | undefined;
  readonly environment?: KeyValuePair[] | undefined;
  readonly resourceRequirements?: ResourceRequirement[] | undefined;
}

const overridden = <T extends Overridable>(container: T, override: ContainerOverrides = {}): T => ({
  ...container,
  command: override.command ?? container.command ?? [],
  environment: mergedBy('name', container.environment, override.environment),
  resourceRequirements: mergedBy(
    'type',
    container.resourceRequirements,
    override.resourceRequirements,
  ),
  ...(override.instanceType !== undefined && { instanceType: override.instanceType }),
});

function mergedBy<K extends string, T extends Partial<Record<K, string | undefined>>>(
  key: K,
  defined: readonly T[] = [],
  overrides: readonly T[] = [],
): T[] {
  return [...new Map([...defined, ...overrides].map(one => [one[key], one])).values()];
}

type Pod = NonNullable<JobDefinition['eksProperties']>['podProperties'];
type PodOverride = NonNullable<SubmitJobRequest['eksPropertiesOverride']>['podProperties'];

function overriddenPod(pod: Pod, override: PodOverride): Pod {
  const containersOf = (
    defined: readonly EksContainer[] = [],
    overrides: readonly EksContainerOverride[] = [],
  ): EksContainer[] =>
    defined.map(container => {
      const { env, ...rest } = overrides.find(({ name }) => name === container.name) ?? {};
      return { ...container, ...rest, env: mergedBy('name', container.env, env) };
    });
  return {
    ...pod,
    containers: containersOf(pod?.containers, override?.containers),
    ...(pod?.initContainers && {
      initContainers: containersOf(pod.initContainers, override?.initContainers),
    }),
    ...((pod?.metadata ?? override?.metadata) && {
      metadata: { ...pod?.metadata, ...override?.metadata },
    }),
  };
}

function overriddenNodes(nodes: NodeProperties, overrides: NodeOverrides = {}): NodeProperties {
  return {
    ...nodes,
    numNodes: overrides.numNodes ?? nodes.numNodes,
    nodeRangeProperties: nodes.nodeRangeProperties?.map(range => {
      const override = overrides.nodePropertyOverrides?.find(
        ({ targetNodes }) => targetNodes === range.targetNodes,
      );
      return {
        ...range,
        ...(range.container && {
          container: overridden(range.container, override?.containerOverrides),
        }),
        ...(override?.instanceTypes && { instanceTypes: override.instanceTypes }),
      };
    }),
  };
}
