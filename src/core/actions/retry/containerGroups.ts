import { objectIn, objectsIn, textIn, type JsonObject } from '../../base/json';
import { ownContainersOf } from '../../job/containers';
import { eksOverride } from './eksOverride';
import { containerOverride, nonEmpty, type ContainerChanges, type Parameters } from './overrides';
import type { EcsOverride, NodeOverride } from './submitRequest';

type GroupOverrides = Pick<
  NodeOverride,
  'containerOverrides' | 'ecsPropertiesOverride' | 'eksPropertiesOverride'
>;

const podOf = ({ eksProperties }: JsonObject): JsonObject =>
  objectIn(objectIn(eksProperties)['podProperties']);

const tasksOf = ({ ecsProperties }: JsonObject): readonly JsonObject[] =>
  objectsIn(objectIn(ecsProperties)['taskProperties']);

/** The containers that run the job or a range of its nodes; init containers are no part of it. */
export const groupContainersOf = (group: JsonObject): readonly JsonObject[] => {
  const inPod = objectsIn(podOf(group)['containers']);
  return inPod.length > 0 ? inPod : ownContainersOf(group);
};

/**
 * The overrides of a group of containers, which is a job or a range of its nodes: a container, the containers of a
 * task, or a pod. `definition` is the same group of the definition.
 */
export function groupOverrides(
  group: JsonObject,
  definition: JsonObject,
  parameters: Parameters,
  changes: ContainerChanges,
): GroupOverrides {
  if (Object.keys(podOf(group)).length > 0) {
    const override = eksOverride(podOf(group), podOf(definition), parameters, changes);
    return override ? { eksPropertiesOverride: override } : {};
  }
  if (tasksOf(group).length > 0) {
    const override = ecsOverride(tasksOf(group), tasksOf(definition), parameters, changes);
    return override ? { ecsPropertiesOverride: override } : {};
  }
  const override = containerOverride(
    objectIn(group['container']),
    objectIn(definition['container']),
    parameters,
    changes,
  );
  return override ? { containerOverrides: override } : {};
}

function ecsOverride(
  tasks: readonly JsonObject[],
  definition: readonly JsonObject[],
  parameters: Parameters,
  changes: ContainerChanges,
): EcsOverride | undefined {
  const taskProperties = tasks.map((task, index) => {
    const defined = objectsIn(definition[index]?.['containers']);
    const containers = objectsIn(task['containers']).flatMap(container => {
      // Only a name can address a container, so one without a name is as its definition says.
      const name = textIn(container['name']);
      const sameName = defined.find(other => other['name'] === name) ?? {};
      const override = containerOverride(container, sameName, parameters, changes);
      return name === undefined || !override ? [] : [{ name, ...override }];
    });
    return { containers };
  });
  return nonEmpty(taskProperties.flatMap(({ containers }) => containers)) && { taskProperties };
}
