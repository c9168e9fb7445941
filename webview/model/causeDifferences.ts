import type { FacetOption } from '../../src/protocol/rows';

/** A cause with another number of jobs than in an earlier period. */
export interface CauseDifference {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly before: number;
}

/** Causes whose number of jobs changed, the largest change first. */
export function causeDifferences(
  now: readonly FacetOption[],
  earlier: readonly FacetOption[],
): readonly CauseDifference[] {
  const causes = new Map<string, CauseDifference>();
  for (const { value, label = value, count } of now) {
    causes.set(value, { value, label, count, before: 0 });
  }
  for (const { value, label = value, count: before } of earlier) {
    causes.set(value, { value, label, count: causes.get(value)?.count ?? 0, before });
  }
  const sizeOf = ({ count, before }: CauseDifference): number => Math.abs(count - before);
  return [...causes.values()]
    .filter(({ value, count, before }) => value !== '' && count !== before)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.label < b.label ? -1 : 1));
}
