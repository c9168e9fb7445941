import { facetKeys, perFacet, type PerFacet } from '../filter/facets';
import type { RowCombinations } from './rowCombinations';
import type { FacetFilter } from './facetFilter';

/** A bit for each facet. */
export const allFacets = 2 ** facetKeys.length - 1;

/** Counts rows by their combination of values, from which the counts of all facets follow. */
export class FacetCounts {
  /** By combination, the bits of the facets that it matches. */
  private readonly bits: number[] = [];
  /** By combination. */
  private readonly counts: number[] = [];

  constructor(
    private readonly facets: PerFacet<FacetFilter>,
    private readonly combinations: RowCombinations,
  ) {}

  /** The bits of the facets that the row matches. */
  bitsOf(row: number): number {
    const combination = this.combinations.code(row);
    return (this.bits[combination] ??= this.bitsOfCombination(combination));
  }

  /** Adds (1) or removes (-1) a row that matches the rest of the filter. */
  count(row: number, by: 1 | -1): void {
    const combination = this.combinations.code(row);
    this.counts[combination] = (this.counts[combination] ?? 0) + by;
  }

  /** How many rows match all facets, and by code of each facet, how many match all others. */
  read(): { readonly matching: number; readonly byFacet: PerFacet<number[]> } {
    const byFacet = perFacet((): number[] => []);
    let matching = 0;
    const counts = facetKeys.map(key => byFacet[key]);
    for (let combination = 0; combination < this.counts.length; combination++) {
      const count = this.counts[combination] ?? 0;
      const missing = allFacets ^ (this.bits[combination] ?? 0);
      // At most one facet's bit is missing.
      if (count > 0 && (missing & (missing - 1)) === 0) {
        const codes = this.combinations.partsOf(combination);
        matching += missing === 0 ? count : 0;
        for (let index = 0; index < counts.length; index++) {
          if (missing === 0 || missing === 1 << index) {
            add(counts[index] ?? [], codes[index] ?? 0, count);
          }
        }
      }
    }
    return { matching, byFacet };
  }

  private bitsOfCombination(combination: number): number {
    const codes = this.combinations.partsOf(combination);
    return facetKeys.reduce(
      (bits, key, index) => bits | (this.facets[key].selects(codes[index] ?? -1) ? 1 << index : 0),
      0,
    );
  }
}

function add(counts: number[], code: number, count: number): void {
  counts[code] = (counts[code] ?? 0) + count;
}
