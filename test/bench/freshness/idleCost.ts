import { OurFeed } from '../refresh/ourFeed';
import type { Result } from '../result';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const refreshes = 60;

/** What a refresh costs that finds nothing, a minute after the last change: the dearest of a minute's. */
export async function idleCost(endpoint: string, table: string): Promise<Result> {
  let aheadMs = 0;
  const feed = new OurFeed(endpoint, table, () => aheadMs);
  try {
    for (; aheadMs <= 2 * minuteMs; aheadMs += secondMs) {
      await feed.refresh();
    }
    const units: number[] = [];
    for (; units.length < refreshes; aheadMs += secondMs) {
      units.push((await feed.refresh()).units);
    }
    const sum = units.reduce((total, one) => total + one, 0);
    return {
      name: 'freshness.idle_rcu',
      value: Math.max(...units),
      unit: 'units',
      goal: 2,
      better: 'lower',
      detail: `the dearest of ${refreshes} refreshes, one a second, a minute after the last change; ${sum} together`,
    };
  } finally {
    feed.dispose();
  }
}
