import { numberIn, objectIn, objectsIn, textIn, textsIn, type JsonObject } from '../../base/json';
import { groupOverrides } from './containerGroups';
import {
  changedConsumables,
  isSame,
  nonEmpty,
  present,
  type ContainerChanges,
  type Parameters,
} from './overrides';
import type { NodeOverride, NodeOverrides } from './submitRequest';

/** What a multi-node job needs beyond its definition, both as `nodeProperties`. */
export function nodeOverrides(
  nodes: JsonObject,
  definition: JsonObject | undefined,
  parameters: Parameters,
  changes: ContainerChanges,
): NodeOverrides | undefined {
  const ranges = objectsIn(nodes['nodeRangeProperties']);
  const defined = objectsIn(definition?.['nodeRangeProperties']);
  return present<NodeOverrides>({
    numNodes: changedCount(nodes, definition),
    nodePropertyOverrides: nonEmpty(
      ranges.flatMap((range, index) => {
        // AWS Batch may describe an open range with its last node.
        const sameRange = defined.find(({ targetNodes }) => targetNodes === range['targetNodes']);
        const own = sameRange ?? (defined.length === ranges.length ? defined[index] : undefined);
        return rangeOverride(range, own ?? {}, parameters, changes);
      }),
    ),
  });
}

/** AWS Batch accepts a number of nodes only where a range of the definition has an open end (NodeOverrides). */
function changedCount(nodes: JsonObject, definition: JsonObject | undefined): number | undefined {
  const count = numberIn(nodes['numNodes']);
  if (definition) {
    return count === definition['numNodes'] ? undefined : count;
  }
  return objectsIn(nodes['nodeRangeProperties']).some(({ targetNodes }) =>
    textIn(targetNodes)?.endsWith(':'),
  )
    ? count
    : undefined;
}

function rangeOverride(
  range: JsonObject,
  definition: JsonObject,
  parameters: Parameters,
  changes: ContainerChanges,
): readonly NodeOverride[] {
  const overrides = groupOverrides(range, definition, parameters, changes);
  const types = textsIn(range['instanceTypes']);
  const type = textIn(objectIn(range['container'])['instanceType']);
  const isSameType = type === objectIn(definition['container'])['instanceType'];
  const override = present<Omit<NodeOverride, 'targetNodes'>>({
    ...overrides,
    containerOverrides: present({
      ...overrides.containerOverrides,
      instanceType: isSameType ? undefined : type,
    }),
    instanceTypes:
      types.length === 0 || isSame(types, textsIn(definition['instanceTypes'])) ? undefined : types,
    consumableResourcePropertiesOverride: changedConsumables(
      range['consumableResourceProperties'],
      definition['consumableResourceProperties'],
    ),
  });
  const targetNodes = textIn(definition['targetNodes']) ?? textIn(range['targetNodes']);
  return override && targetNodes !== undefined ? [{ targetNodes, ...override }] : [];
}
