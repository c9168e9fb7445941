import type { KnownValues } from '../../src/core/filter/searchSuggestions';

/** A list to look through with each letter. */
const maxValues = 1000;

/**
 * What jobs hold, as far as anybody has told: an answer tells of the jobs that pass, and while a value is
 * half typed none may.
 */
export function joinedValues(newest: KnownValues, earlier: KnownValues): KnownValues {
  const joined: Partial<Record<keyof KnownValues, readonly string[]>> = {};
  for (const name of Object.keys({ ...newest, ...earlier }) as (keyof KnownValues)[]) {
    const values = new Set([...(newest[name] ?? []), ...(earlier[name] ?? [])]);
    joined[name] = [...values].slice(0, maxValues);
  }
  return joined;
}
