import { isObject } from '../src/core/base/json';
import { startOfText } from '../src/core/text/clip';

export interface CutLimits {
  /** Characters of a text, or of a property's name. */
  readonly text: number;
  /** Elements of a list, or properties of an object. */
  readonly entries: number;
  readonly depth: number;
}

/** A JSON value cut to the limits; a marker replaces whatever was cut. */
export function cutJson(value: unknown, limits: CutLimits, depth = 0): unknown {
  if (typeof value === 'string') {
    return cutText(value, limits.text);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth >= limits.depth) {
    return `… (cut: nested deeper than ${limits.depth})`;
  }
  return Array.isArray(value)
    ? cutList(value, limits, depth)
    : isObject(value)
      ? cutObject(value, limits, depth)
      : undefined;
}

/** The start of a text and how much was cut; never splits a surrogate pair. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const kept = startOfText(text, length);
  return `${kept}… (cut: ${text.length - kept.length} more characters)`;
}

function cutList(list: readonly unknown[], limits: CutLimits, depth: number): unknown[] {
  const kept = list
    .slice(0, limits.entries)
    .map((element: unknown) => cutJson(element, limits, depth + 1));
  const more = list.length - kept.length;
  return more > 0 ? [...kept, `… (cut: ${more} more)`] : kept;
}

function cutObject(
  object: Readonly<Record<string, unknown>>,
  limits: CutLimits,
  depth: number,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(object);
  const kept = entries
    .slice(0, limits.entries)
    .map(([name, value]): [string, unknown] => [
      cutText(name, limits.text),
      cutJson(value, limits, depth + 1),
    ]);
  const more = entries.length - kept.length;
  return Object.fromEntries(more > 0 ? [...kept, ['…', `(cut: ${more} more properties)`]] : kept);
}
