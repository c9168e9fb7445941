import { isObject, type JsonObject } from '../base/json';
import { readRedacted, redacted } from './redactEnvironment';
import { renderItemEvent } from './eventText';
import { foldIdentifiers } from './foldIdentifiers';

/**
 * A job's event as JSON to compare with that of another job: keys sorted, identifiers, times, and addresses
 * replaced by what they are, environment variables by name and their values redacted. So a comparison shows only
 * what tells the two runs apart. An event that cannot be read is a JSON string that says why.
 */
export function comparableEvent(
  jobId: string,
  item: Readonly<Record<string, unknown>> | undefined,
): string {
  const fullEvent = item?.['fullEvent'];
  const read = typeof fullEvent === 'string' ? readRedacted(fullEvent) : undefined;
  const value = read?.ok ? comparable(read.value, '') : renderItemEvent(jobId, item).text.trim();
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Batch calls the list `environment`, Kubernetes pods call it `env`. */
const environmentKeys: ReadonlySet<string> = new Set(['environment', 'env']);

/** A new image or revision is what a reader looks for, so its digest stays. */
const keptKeys: ReadonlySet<string> = new Set(['image', 'imageURI', 'jobDefinition', 'jobQueue']);

/** Milliseconds since 2001. */
const firstTime = 1e12;

function comparable(value: unknown, key: string): unknown {
  if (environmentKeys.has(key) && Array.isArray(value)) {
    return Object.fromEntries(
      [...new Set(value.map(nameOfVariable))].sort(byCode).map(name => [name, redacted]),
    );
  }
  if (typeof value === 'string') {
    return keptKeys.has(key) ? value : foldIdentifiers(value);
  }
  if (typeof value === 'number') {
    return value >= firstTime ? '<time>' : value;
  }
  if (Array.isArray(value)) {
    return inOrderOfNames(value).map(part => comparable(part, key));
  }
  return isObject(value) ? sortedByKey(value) : value;
}

function sortedByKey(value: JsonObject): JsonObject {
  const keys = Object.keys(value).sort(byCode);
  return Object.fromEntries(keys.map(key => [key, comparable(value[key], key)]));
}

/** A variable is `{name, value}`; other writers keep `NAME=value`. */
function nameOfVariable(variable: unknown): string {
  const name = isObject(variable) ? variable['name'] : variable;
  return typeof name === 'string' ? (name.split('=', 1)[0] ?? '') : '';
}

/** AWS lists resources and secrets in no certain order. Lists without names, such as commands, have one. */
function inOrderOfNames(list: readonly unknown[]): readonly unknown[] {
  const named = list.map(part => ({ part, name: nameOf(part) }));
  return named.every(({ name }) => name !== undefined)
    ? named.sort((a, b) => byCode(a.name ?? '', b.name ?? '')).map(({ part }) => part)
    : list;
}

function nameOf(part: unknown): string | undefined {
  const name = isObject(part) ? (part['name'] ?? part['type']) : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** The same in every language. */
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
