import { isObject, objectIn, objectsIn, textsIn, type JsonObject } from '../base/json';
import { nodeRangesOf } from './nodeRanges';

/**
 * The containers of a job's `detail` (JobDetail in the AWS Batch API reference): one in `container`,
 * several of an ECS job, those of a Kubernetes pod, and the same of each node range of a multi-node job,
 * the range of its main node first.
 */
export function containersOf(detail: JsonObject): readonly JsonObject[] {
  return [detail, ...nodeRangesOf(detail)].flatMap(ownContainersOf);
}

/** Those that run the job itself; of a multi-node job those of its main node. */
export function mainContainersOf(detail: JsonObject): readonly JsonObject[] {
  return [detail, ...nodeRangesOf(detail).slice(0, 1)].flatMap(ownContainersOf);
}

/** The containers of one attempt, in `attempts` or `eksAttempts`. */
export function containersOfAttempt(attempt: JsonObject): readonly JsonObject[] {
  return [
    ...singleContainer(attempt['container']),
    ...containersOfTasks(attempt),
    ...containersOfPod(attempt),
  ];
}

export function initContainersOfAttempt({ initContainers }: JsonObject): readonly JsonObject[] {
  return objectsIn(initContainers);
}

/** The containers that prepare a pod, one after the other, before its others start. */
export function initContainersOf(detail: JsonObject): readonly JsonObject[] {
  return [detail, ...nodeRangesOf(detail)].flatMap(place =>
    objectsIn(podOf(place)['initContainers']),
  );
}

/** Whether a job, or its nodes, are pods of a Kubernetes cluster. */
export function isOnEks(detail: JsonObject): boolean {
  return (
    objectsIn(detail['eksAttempts']).length > 0 ||
    [detail, ...nodeRangesOf(detail)].some(place =>
      isObject(objectIn(place['eksProperties'])['podProperties']),
    )
  );
}

/** All words of a container's command. */
export function commandOf({ command, args }: JsonObject): readonly string[] {
  return [...textsIn(command), ...textsIn(args)];
}

/** The containers of a job or a node range itself, without those of any nodes. */
export function ownContainersOf(place: JsonObject): readonly JsonObject[] {
  return [
    ...singleContainer(place['container']),
    ...containersOfTasks(objectIn(place['ecsProperties'])),
    ...containersOfPod(podOf(place)),
  ];
}

function podOf({ eksProperties }: JsonObject): JsonObject {
  return objectIn(objectIn(eksProperties)['podProperties']);
}

function containersOfTasks({ taskProperties }: JsonObject): readonly JsonObject[] {
  return objectsIn(taskProperties).flatMap(task => objectsIn(task['containers']));
}

function containersOfPod({ initContainers, containers }: JsonObject): readonly JsonObject[] {
  return [...objectsIn(initContainers), ...objectsIn(containers)];
}

/** AWS Batch sends one that says nothing along with several containers of a task. */
function singleContainer(container: unknown): readonly JsonObject[] {
  return isObject(container) && Object.entries(container).some(saysSomething) ? [container] : [];
}

function saysSomething([name, value]: readonly [string, unknown]): boolean {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : Boolean(value) || (name === 'exitCode' && value === 0);
}
