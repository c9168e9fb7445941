import { facetKeys, type PerFacet } from '../../src/core/filter/facets';
import { qualifierOfFacet } from '../../src/core/filter/searchQualifiers';
import type { FacetOption } from '../../src/protocol/rows';
import type { KnownValues, ValueLabels } from '../../src/core/filter/searchSuggestions';

/** Filtered on every keystroke, so limited. */
const maxValues = 1000;

/**
 * The values of jobs seen so far. A result has values of matching jobs only, and a half-typed value may match
 * none.
 */
export function joinedValues(newest: KnownValues, earlier: KnownValues): KnownValues {
  const joined: Partial<Record<keyof KnownValues, readonly string[]>> = {};
  for (const name of Object.keys({ ...newest, ...earlier }) as (keyof KnownValues)[]) {
    const values = new Set([...(newest[name] ?? []), ...(earlier[name] ?? [])]);
    joined[name] = [...values].slice(0, maxValues);
  }
  return joined;
}

/** What the filters call their values, by value. */
export function labelsOf(facets: PerFacet<readonly FacetOption[]>): ValueLabels {
  return new Map(
    facetKeys.flatMap(key =>
      facets[key].flatMap(({ value, label }): [string, string][] =>
        label === undefined ? [] : [[value, label]],
      ),
    ),
  );
}

/** The values that the filters offer, by search qualifier. */
export function valuesOf(facets: PerFacet<readonly FacetOption[]>): KnownValues {
  return Object.fromEntries(
    facetKeys.map(key => [qualifierOfFacet[key], facets[key].map(({ value }) => value)]),
  );
}
