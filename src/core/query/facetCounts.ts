import { facetKeys, perFacet, type PerFacet } from '../filter/facets';
import type { RowCombinations } from './rowCombinations';
import type { FacetFilter } from './facetFilter';

/** A bit for each facet. */
export const allFacets = 2 ** facetKeys.length - 1;

/** All but the definitions, whose revisions would make nearly as many combinations as there are jobs. */
export const combinedFacets = facetKeys.filter(key => key !== 'definitions');

const bitOf = perFacet(key => 1 << facetKeys.indexOf(key));
const allCombined = allFacets ^ bitOf.definitions;

/** Counts rows by their combination of values, from which the counts of the facets follow; definitions by themselves. */
export class FacetCounts {
  /** By combination, the bits of the facets that it matches. */
  private readonly bits: number[] = [];
  /** By combination, the rows whose definition matches. */
  private readonly counts: number[] = [];
  /** By definition, the rows whose combination matches. */
  private readonly definitions: number[] = [];

  constructor(
    private readonly facets: PerFacet<FacetFilter>,
    private readonly combinations: RowCombinations,
  ) {}

  /** Adds (1) or removes (-1) a row that matches the rest of the filter; returns the bits of the facets that it matches. */
  count(row: number, by: 1 | -1): number {
    const { definitions } = this.facets;
    const combination = this.combinations.code(row);
    const definition = definitions.code(row);
    const bits = this.bitsOfCombination(combination);
    const matchesDefinition = definitions.selects(definition);
    if (matchesDefinition) {
      add(this.counts, combination, by);
    }
    if (bits === allCombined) {
      add(this.definitions, definition, by);
    }
    return matchesDefinition ? bits | bitOf.definitions : bits;
  }

  /** Whether a row matches all facets. */
  selects(row: number): boolean {
    return facetKeys.every(key => this.facets[key].selects(this.facets[key].code(row)));
  }

  /** How many rows match all facets, and by code of each facet, how many match all others. */
  read(): { readonly matching: number; readonly byFacet: PerFacet<readonly number[]> } {
    const combined = combinedFacets.map((): number[] => []);
    let matching = 0;
    for (let combination = 0; combination < this.counts.length; combination++) {
      const count = this.counts[combination] ?? 0;
      const missing = allCombined ^ (this.bits[combination] ?? 0);
      // At most one facet's bit is missing.
      if (count > 0 && (missing & (missing - 1)) === 0) {
        const codes = this.combinations.partsOf(combination);
        matching += missing === 0 ? count : 0;
        for (const [index, key] of combinedFacets.entries()) {
          if (missing === 0 || missing === bitOf[key]) {
            add(combined[index] ?? [], codes[index] ?? 0, count);
          }
        }
      }
    }
    const byFacet = perFacet(key =>
      key === 'definitions' ? this.definitions : (combined[combinedFacets.indexOf(key)] ?? []),
    );
    return { matching, byFacet };
  }

  private bitsOfCombination(combination: number): number {
    return (this.bits[combination] ??= this.newBitsOf(this.combinations.partsOf(combination)));
  }

  private newBitsOf(codes: readonly number[]): number {
    return combinedFacets.reduce(
      (bits, key, index) => bits | (this.facets[key].selects(codes[index] ?? -1) ? bitOf[key] : 0),
      0,
    );
  }
}

function add(counts: number[], code: number, count: number): void {
  counts[code] = (counts[code] ?? 0) + count;
}
