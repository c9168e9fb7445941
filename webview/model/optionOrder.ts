import type { FacetOption } from '../../src/protocol/rows';

/** The values by count, those of the same count as before; parts stay with what they are parts of. */
export function valuesByCount(options: readonly FacetOption[]): readonly string[] {
  const counts = new Map(options.map(({ value, count }) => [value, count]));
  const countOf = ({ value, partOf = value, count }: FacetOption): number =>
    counts.get(partOf) ?? count;
  return options.toSorted((a, b) => countOf(b) - countOf(a)).map(({ value }) => value);
}

/** The options in the order of `values`, then the others: a list must not move while it is open. */
export function optionsInOrder(
  options: readonly FacetOption[],
  values: readonly string[],
): readonly FacetOption[] {
  const rank = new Map(values.map((value, index) => [value, index]));
  const rankOf = ({ value }: FacetOption): number => rank.get(value) ?? Infinity;
  return options.toSorted((a, b) => (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b)));
}
