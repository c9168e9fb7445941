import { isObject, objectIn, objectsIn, textsIn, type JsonObject } from '../base/json';

/**
 * The containers of a job's `detail` (JobDetail in the AWS Batch API reference): one in `container`,
 * several of an ECS job, those of a Kubernetes pod, those of each node range of a multi-node job.
 */
export function containersOf(detail: JsonObject): readonly JsonObject[] {
  const pod = objectIn(objectIn(detail['eksProperties'])['podProperties']);
  const nodes = objectsIn(objectIn(detail['nodeProperties'])['nodeRangeProperties']);
  return [
    ...[detail['container']].filter(isObject),
    ...containersOfTasks(objectIn(detail['ecsProperties'])),
    ...objectsIn(pod['containers']),
    ...nodes.map(node => objectIn(node['container'])),
  ];
}

/** The same of one attempt, in `attempts` or `eksAttempts`. */
export function containersOfAttempt(attempt: JsonObject): readonly JsonObject[] {
  return [
    ...[attempt['container']].filter(isObject),
    ...containersOfTasks(attempt),
    ...objectsIn(attempt['initContainers']),
    ...objectsIn(attempt['containers']),
  ];
}

/** All words of all containers' commands. */
export function commandOf(detail: JsonObject): readonly string[] {
  return containersOf(detail).flatMap(({ command, args }) => [
    ...textsIn(command),
    ...textsIn(args),
  ]);
}

function containersOfTasks({ taskProperties }: JsonObject): readonly JsonObject[] {
  return objectsIn(taskProperties).flatMap(task => objectsIn(task['containers']));
}
