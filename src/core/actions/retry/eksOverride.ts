import { objectIn, objectsIn, textIn, type JsonObject } from '../../base/json';
import {
  changedVariables,
  changedWords,
  isSame,
  nonEmpty,
  present,
  textMapOf,
  variablesOf,
  type ContainerChanges,
  type Parameters,
} from './overrides';
import type { EksContainerOverride, EksMetadata, EksOverride } from './submitRequest';

type Resources = NonNullable<EksContainerOverride['resources']>;

/** What a pod needs beyond its definition's pod (EksPodPropertiesOverride in the AWS Batch API reference). */
export function eksOverride(
  pod: JsonObject,
  definition: JsonObject,
  parameters: Parameters,
  changes: ContainerChanges,
): EksOverride | undefined {
  const overridesOf = (kind: string, applied: ContainerChanges) => {
    const defined = objectsIn(definition[kind]);
    return nonEmpty(
      objectsIn(pod[kind]).flatMap((container, index) => {
        const name = textIn(container['name']);
        const sameName = defined.find(other => textIn(other['name']) === name);
        const override = containerOverride(
          container,
          sameName ?? defined[index] ?? {},
          parameters,
          applied,
        );
        return override === undefined ? [] : [{ ...(name !== undefined && { name }), ...override }];
      }),
    );
  };
  const podProperties = present<EksOverride['podProperties']>({
    containers: overridesOf('containers', changes),
    initContainers: overridesOf('initContainers', {}),
    metadata: changedMetadata(objectIn(pod['metadata']), objectIn(definition['metadata'])),
  });
  return podProperties && { podProperties };
}

function containerOverride(
  container: JsonObject,
  definition: JsonObject,
  parameters: Parameters,
  changes: ContainerChanges,
): EksContainerOverride | undefined {
  const image = textIn(container['image']);
  return present<EksContainerOverride>({
    image: image === definition['image'] ? undefined : image,
    command: changedWords(container['command'], definition['command'], parameters),
    args: changedWords(container['args'], definition['args'], parameters),
    env: changedVariables(variablesOf(container['env']), variablesOf(definition['env']), changes),
    resources: changedResources(
      objectIn(container['resources']),
      objectIn(definition['resources']),
      changes,
    ),
  });
}

function changedResources(
  resources: JsonObject,
  definition: JsonObject,
  { vcpus, memoryMiB, gpus }: ContainerChanges,
): Resources | undefined {
  const amounts = present<Readonly<Record<string, string>>>({
    cpu: vcpus === undefined ? undefined : String(vcpus),
    memory: memoryMiB === undefined ? undefined : `${memoryMiB}Mi`,
    'nvidia.com/gpu': gpus === undefined ? undefined : String(gpus),
  });
  const limits = textMapOf(resources['limits']);
  const requests = textMapOf(resources['requests']);
  if (amounts === undefined) {
    const own = { limits, requests };
    const defined = {
      limits: textMapOf(definition['limits']),
      requests: textMapOf(definition['requests']),
    };
    return isSame(own, defined) ? undefined : withoutEmpty(own);
  }
  // Where both are given, memory and GPUs must be equal (EksContainerResourceRequirements).
  return withoutEmpty({
    limits: { ...limits, ...amounts },
    requests: Object.keys(requests).length === 0 ? {} : { ...requests, ...amounts },
  });
}

const withoutEmpty = ({ limits = {}, requests = {} }: Resources): Resources | undefined =>
  present<Resources>({
    limits: Object.keys(limits).length === 0 ? undefined : limits,
    requests: Object.keys(requests).length === 0 ? undefined : requests,
  });

function changedMetadata(metadata: JsonObject, definition: JsonObject): EksMetadata | undefined {
  const changedMap = (name: string) => {
    const own = withoutOwnKeys(textMapOf(metadata[name]));
    return Object.keys(own).length === 0 || isSame(own, withoutOwnKeys(textMapOf(definition[name])))
      ? undefined
      : own;
  };
  const namespace = textIn(metadata['namespace']);
  return present<EksMetadata>({
    labels: changedMap('labels'),
    annotations: changedMap('annotations'),
    namespace: namespace === definition['namespace'] ? undefined : namespace,
  });
}

/** AWS Batch labels the pods that it starts. */
const withoutOwnKeys = (map: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(map).filter(([key]) => !key.startsWith('batch.amazonaws.com/')),
  );
