import { commandOf, containersOf, initContainersOf, mainContainersOf } from './containers';
import { textIn, type JsonObject } from '../base/json';

/**
 * How a container matters to its job: the job ends as its essential containers end; an init container,
 * which prepares a pod, can only fail it; a nonessential one is stopped when the essential ones are done.
 */
export type ContainerRole = 'essential' | 'init' | 'nonessential';

export type RoleOf = (container: JsonObject) => ContainerRole;

/**
 * The roles of containers of one attempt, or of the job itself, as the job defines them by name.
 * `initContainers` are those of the attempt.
 *
 * A container that the job does not define is nonessential: AWS itself adds some to watch a task (Amazon
 * GuardDuty, "Runtime Monitoring"). Where the job defines one without a name, it may be that one. Where the job
 * defines none of them, or none that is essential, all count as essential.
 */
export function rolesOf(
  detail: JsonObject,
  containers: readonly JsonObject[],
  initContainers: readonly JsonObject[],
): RoleOf {
  const defined = mainContainersOf(detail);
  const byName = new Map(defined.map(container => [textIn(container['name']), container]));
  byName.delete(undefined);
  const inits = new Set([...initContainersOf(detail), ...initContainers]);
  const definitionOf = (container: JsonObject): JsonObject | undefined =>
    byName.get(textIn(container['name']));
  const isInit = (container: JsonObject): boolean => {
    const definition = definitionOf(container);
    return inits.has(container) || (definition !== undefined && inits.has(definition));
  };
  const hasUnnamed = defined.some(one => textIn(one['name']) === undefined && !inits.has(one));
  const isEssential = (container: JsonObject): boolean => {
    const isNamed = textIn(container['name']) !== undefined;
    const definition = definitionOf(container) ?? (isNamed && !hasUnnamed ? undefined : container);
    return definition !== undefined && definition['essential'] !== false;
  };
  const areKnown =
    containers.some(container => isEssential(container) || definitionOf(container)) &&
    [...defined, ...containers].some(container => isEssential(container) && !isInit(container));
  return container => {
    if (isInit(container)) {
      return 'init';
    }
    return isEssential(container) || !areKnown ? 'essential' : 'nonessential';
  };
}

/** Containers of the job itself, the essential ones first. */
export function essentialFirst(
  detail: JsonObject,
  containers: readonly JsonObject[],
): readonly JsonObject[] {
  const roleOf = rolesOf(detail, containers, []);
  const isEssential = (container: JsonObject): boolean => roleOf(container) === 'essential';
  return [
    ...containers.filter(isEssential),
    ...containers.filter(container => !isEssential(container)),
  ];
}

/** All words of all containers' commands, those of essential containers first. */
export function commandsOf(detail: JsonObject): readonly string[] {
  return essentialFirst(detail, containersOf(detail)).flatMap(commandOf);
}
