import { minuteMs } from '../../core/base/timeUnits';

/**
 * The index lags behind the table, and writers' clocks differ, so each read starts this long before the
 * watermark.
 */
export const overlapMs = minuteMs;

/** Few items cost next to nothing to read again, so they stay in the window and very late ones are found. */
const maxCheapItems = 50;

/** Reads in a row after which the watermark and all jobs stayed the same. Times are of the service. */
export interface QuietPeriod {
  readonly watermark: number;
  /** When the first of the reads began; it may have found something new. */
  readonly from: number;
  /** When the last of the reads began. */
  readonly to: number;
  /** The highest number of items that one of the reads of changes found. */
  readonly items: number;
}

/** What a read found, as far as it decides whether the table is quiet. */
export interface ReadOutcome {
  readonly watermark: number | undefined;
  readonly servedAt: number | undefined;
  readonly hasChanges: boolean;
  /** The number of items found; 0 for a complete read, which says nothing about the cost of a window. */
  readonly items: number;
}

/** Continues the quiet period or starts a new one. */
export function quietAfter(
  before: QuietPeriod | undefined,
  { watermark, servedAt, hasChanges, items }: ReadOutcome,
): QuietPeriod | undefined {
  if (watermark === undefined || servedAt === undefined) {
    return undefined;
  }
  const isQuiet =
    before !== undefined &&
    !hasChanges &&
    before.watermark === watermark &&
    // Otherwise the service's clock was set back.
    before.to <= servedAt;
  return isQuiet
    ? { ...before, to: servedAt, items: Math.max(before.items, items) }
    : { watermark, from: servedAt, to: servedAt, items };
}

/**
 * Whether the next read can start at the watermark itself. After a burst, the overlap holds thousands of items,
 * which every read would pay for until something newer is written. On a busy table, too, an item that shows up
 * more than the overlap late is found only by the next complete read.
 */
export function isSettled(quiet: QuietPeriod | undefined): boolean {
  return quiet !== undefined && quiet.to - quiet.from >= overlapMs && quiet.items > maxCheapItems;
}
