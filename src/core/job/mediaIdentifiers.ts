import { commandOptions, normalKey } from './commandOptions';
import type { JsonObject } from '../base/json';

/** Which media, task, workspace and assembly a job works for. */
export interface Identifiers {
  readonly mediaId: string | undefined;
  readonly taskId: string | undefined;
  readonly workspaceUid: string | undefined;
  readonly assemblyId: string | undefined;
}

/** Where identifiers are looked for, in this order: the first place that names one wins. */
export interface IdentifierSources {
  /** The event and its detail. */
  readonly direct: readonly JsonObject[];
  readonly parameters: JsonObject;
  readonly tags: JsonObject;
  /** All words of all containers. */
  readonly command: readonly string[];
  readonly jobName: string;
}

/** Keys in their normal form. */
const keys = {
  mediaId: ['mediaid'],
  taskId: ['taskid'],
  workspaceUid: ['wuid', 'workspaceuid'],
  assemblyId: ['assemblyid'],
} as const;

export function findIdentifiers(sources: IdentifierSources): Identifiers {
  const command = resolveReferences(sources.command, sources.parameters);
  const lookups = [
    ...[...sources.direct, sources.parameters, sources.tags].map(valuesOf),
    commandOptions(command),
  ];
  const named = (wanted: readonly string[]): string | undefined =>
    lookups
      .flatMap(lookup => wanted.map(key => lookup.get(key)))
      .find(value => value !== undefined);
  return withNameFallback(
    {
      mediaId: named(keys.mediaId),
      taskId: named(keys.taskId),
      workspaceUid: named(keys.workspaceUid),
      assemblyId: named(keys.assemblyId),
    },
    sources.jobName,
  );
}

/** What nothing names is taken from the MongoDB ObjectID in the job's name. */
export function withNameFallback(known: Identifiers, jobName: string): Identifiers {
  const objectId = objectIdIn(jobName);
  return {
    mediaId: known.mediaId ?? objectId,
    taskId: known.taskId ?? objectId,
    workspaceUid: known.workspaceUid,
    assemblyId: known.assemblyId ?? (/^assembly-/i.test(jobName) ? objectId : undefined),
  };
}

/** The first token of 24 hexadecimal digits, of any case. */
export function objectIdIn(text: string): string | undefined {
  return /(?<![0-9a-z])[0-9a-f]{24}(?![0-9a-z])/i.exec(text)?.[0];
}

const noFamily = { parentId: undefined, arrayIndex: undefined };

/** The parent and index in the id of an array child (`uuid:12`) or a node of a multi-node job (`uuid#0`). */
export function familyOf(jobId: string): {
  readonly parentId: string | undefined;
  readonly arrayIndex: number | undefined;
} {
  if (!jobId.includes(':') && !jobId.includes('#')) {
    // Almost always; a pattern would take ten times as long.
    return noFamily;
  }
  const [, parentId, index] = /^([^:#]+)[:#](\d+)$/.exec(jobId) ?? [];
  return { parentId, arrayIndex: index === undefined ? undefined : Number(index) };
}

/** Texts and numbers of an object by their normal keys; empty ones say nothing. */
function valuesOf(fields: JsonObject): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(fields)) {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '' && !values.has(normalKey(key))) {
      values.set(normalKey(key), text.trim());
    }
  }
  return values;
}

/** Batch fills `Ref::name` in a command from the parameters; one that none fills is no value. */
function resolveReferences(command: readonly string[], parameters: JsonObject): readonly string[] {
  return command.map(word =>
    word.replace(/Ref::([\w-]+)/g, (_, name: string) => {
      const value = parameters[name];
      return typeof value === 'string' ? value : '';
    }),
  );
}
