import { numberIn, objectIn, objectsIn, textIn, textsIn, type JsonObject } from '../../base/json';
import { resourcesOfContainer, type Resources } from '../../job/containerResources';
import type { RetryChanges } from './retryChanges';
import type {
  ConsumableResources,
  ContainerOverride,
  ResourceRequirement,
  Variable,
} from './submitRequest';

/** Parameters by name, which AWS Batch fills in for `Ref::name`. */
export type Parameters = Readonly<Record<string, string>>;

/** The changes that concern a container. */
export type ContainerChanges = Pick<RetryChanges, 'vcpus' | 'memoryMiB' | 'gpus' | 'environment'>;

/** An object without its absent properties; undefined if none is left. */
export function present<T extends object>(properties: {
  readonly [K in keyof T]: T[K] | undefined;
}): T | undefined {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T);
}

export const nonEmpty = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length === 0 ? undefined : list;

/**
 * What a container of a job needs beyond its definition's container. AWS Batch adds the variables of an override to
 * those of the definition, replaces the command, and replaces each kind of resource by itself (ContainerOverrides in
 * the AWS Batch API reference).
 */
export function containerOverride(
  container: JsonObject,
  definition: JsonObject,
  parameters: Parameters,
  changes: ContainerChanges,
): ContainerOverride | undefined {
  return present<ContainerOverride>({
    command: changedWords(container['command'], definition['command'], parameters),
    environment: changedVariables(
      variablesOf(container['environment']),
      variablesOf(definition['environment']),
      changes,
    ),
    resourceRequirements: changedRequirements(
      resourcesOfContainer(container),
      resourcesOfContainer(definition),
      changes,
    ),
  });
}

/**
 * The words of a command or its arguments, if the definition has others. Descriptions may have `Ref::name` or the
 * value in its place, so both are compared with the values.
 */
export function changedWords(
  value: unknown,
  definition: unknown,
  parameters: Parameters,
): readonly string[] | undefined {
  const words = textsIn(value);
  const filled = (list: readonly string[]): string =>
    JSON.stringify(list.map(word => fillIn(word, parameters)));
  return words.length === 0 || filled(words) === filled(textsIn(definition)) ? undefined : words;
}

const fillIn = (word: string, parameters: Parameters): string =>
  word.replace(/Ref::([\w.-]+)/g, (reference, name: string) =>
    Object.hasOwn(parameters, name) ? (parameters[name] ?? reference) : reference,
  );

/** By name. AWS Batch sets those that start with `AWS_BATCH` itself, and refuses them in a request. */
export const variablesOf = (value: unknown): ReadonlyMap<string, string> =>
  new Map(
    objectsIn(value).flatMap(({ name, value: text }): [string, string][] =>
      typeof name === 'string' && !isReserved(name)
        ? [[name, typeof text === 'string' ? text : '']]
        : [],
    ),
  );

export const isReserved = (variable: string): boolean => variable.startsWith('AWS_BATCH');

export function changedVariables(
  variables: ReadonlyMap<string, string>,
  definition: ReadonlyMap<string, string>,
  { environment = {} }: ContainerChanges,
): readonly Variable[] | undefined {
  const changed = new Map([...variables].filter(([name, value]) => definition.get(name) !== value));
  Object.entries(environment).forEach(([name, value]) => changed.set(name, value));
  return nonEmpty(Array.from(changed, ([name, value]) => ({ name, value })));
}

const requirementTypes = [
  ['VCPU', 'vcpus'],
  ['MEMORY', 'memoryMiB'],
  ['GPU', 'gpus'],
] as const;

function changedRequirements(
  resources: Resources,
  definition: Resources,
  changes: ContainerChanges,
): readonly ResourceRequirement[] | undefined {
  return nonEmpty(
    requirementTypes.flatMap(([type, name]): ResourceRequirement[] => {
      const own = resources[name] === definition[name] ? undefined : resources[name];
      const amount = changes[name] ?? own;
      return amount === undefined ? [] : [{ type, value: String(amount) }];
    }),
  );
}

/** The consumable resources of a job, if the definition has others. */
export function changedConsumables(
  value: unknown,
  definition: unknown,
): ConsumableResources | undefined {
  const list = consumablesOf(value);
  return list.length === 0 || isSame(list, consumablesOf(definition))
    ? undefined
    : { consumableResourceList: list };
}

const consumablesOf = (value: unknown): ConsumableResources['consumableResourceList'] =>
  objectsIn(objectIn(value)['consumableResourceList']).flatMap(
    ({ consumableResource, quantity }) => {
      const [name, count] = [textIn(consumableResource), numberIn(quantity)];
      return name === undefined || count === undefined
        ? []
        : [{ consumableResource: name, quantity: count }];
    },
  );

/** Maps of texts; values of other types are left out. */
export const textMapOf = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(objectIn(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** Whether two values are the same JSON, whatever the order of properties. */
export const isSame = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
