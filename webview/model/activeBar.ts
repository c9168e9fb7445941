import type { Outcomes } from './chartTexts';
import { moveInBars, type BarPart } from './chartShapes';

/**
 * The bar with the tab stop, by its time and status: when new jobs add bars or statuses, indexes move, but the
 * focus must stay where it is.
 */
export interface ActiveBar {
  /** The start of the bar; -Infinity for the bar of older jobs. */
  readonly start: number;
  /** Absent for the whole bar. */
  readonly status?: string;
}

type Bars = Pick<Outcomes, 'bars' | 'statuses'>;

export const startOf = ({ bars }: Bars, bar: number): number => bars[bar]?.from ?? -Infinity;

export function activeAt(outcomes: Bars, { bar, segment }: BarPart): ActiveBar {
  const status = segment === undefined ? undefined : outcomes.statuses[segment];
  return { start: startOf(outcomes, bar), ...(status === undefined ? {} : { status }) };
}

/** The bar that contains a time, or the nearest one. */
export function barAt({ bars }: Bars, start: number): number {
  const bar = bars.findLastIndex(({ from = -Infinity }) => from <= start);
  return Math.max(0, bar);
}

/** The active part in these bars, or a nearby bar with jobs if they do not have it. */
export function partOf(outcomes: Bars, { start, status }: ActiveBar): BarPart {
  const bar = barAt(outcomes, start);
  const counts = outcomes.bars.map(each => each.counts);
  const has = (segment: number): boolean => (counts[bar]?.[segment] ?? 0) > 0;
  const segment = status === undefined ? -1 : outcomes.statuses.indexOf(status);
  if (segment >= 0 && has(segment)) {
    return { bar, segment };
  }
  if (counts[bar]?.some(count => count > 0) === true) {
    return { bar };
  }
  return (
    [...counts.keys()]
      .filter(index => counts[index]?.some(count => count > 0))
      .map(index => ({ bar: index }))
      .toSorted((a, b) => Math.abs(a.bar - bar) - Math.abs(b.bar - bar))[0] ?? { bar: 0 }
  );
}

/** The target of a key; undefined if it moves nothing. */
export function moveActive(key: string, outcomes: Bars, active: ActiveBar): ActiveBar | undefined {
  const counts = outcomes.bars.map(each => each.counts);
  const next = moveInBars(key, partOf(outcomes, active), counts);
  return next && activeAt(outcomes, next);
}
