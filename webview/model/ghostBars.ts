import type { EarlierBar } from './comparisonFlow';

interface Bar {
  readonly from?: number | undefined;
  readonly to: number;
}

/**
 * The earlier jobs for each bar on screen. A bar of the earlier period belongs to the one that its middle is in,
 * because both need not begin at the same times.
 */
export function ghostBars(bars: readonly Bar[], earlier: readonly EarlierBar[]): readonly number[] {
  const counts = bars.map(() => 0);
  let bar = 0;
  for (const { from, to, count } of earlier) {
    const middle = (from + to) / 2;
    while (bar < bars.length && (bars[bar]?.to ?? 0) <= middle) {
      bar++;
    }
    const start = bars[bar]?.from;
    if (start !== undefined && start <= middle) {
      counts[bar] = (counts[bar] ?? 0) + count;
    }
  }
  return counts;
}
