import { minuteMs } from '../../core/base/timeUnits';
import { shards } from '../../core/job/shard';

/**
 * The index lags behind the table, and writers' clocks differ, so each read starts this long before the
 * watermark.
 */
export const overlapMs = minuteMs;

/**
 * A brief read starts only this long before the latest item. It finds nearly all that is new, as clocks of AWS
 * agree and the index follows within a second, and costs next to nothing.
 */
export const briefOverlapMs = 3_000;

/**
 * What a read without any item costs, half a unit per shard. Overlaps that cost no more stay in the window, so
 * that very late items are found.
 */
const minUnits = shards.length / 2;

/** Reads in a row after which the latest item and all jobs stayed the same. Times are of the service. */
export interface QuietPeriod {
  readonly latest: number;
  /** When the first of the reads began; it may have found something new. */
  readonly from: number;
  /** When the last of the reads began. */
  readonly to: number;
  /** When the last one began that was not brief; `from` before there is one. */
  readonly wholeTo: number;
  /** The highest cost of one of the reads of changes. */
  readonly units: number;
}

/** What a read found, as far as it decides whether the table is quiet. */
export interface ReadOutcome {
  readonly latest: number | undefined;
  readonly servedAt: number | undefined;
  readonly hasChanges: boolean;
  readonly isBrief: boolean;
  /** What it cost; 0 for a complete read, which says nothing about the cost of a window. */
  readonly units: number;
}

/** Continues the quiet period or starts a new one. */
export function quietAfter(
  before: QuietPeriod | undefined,
  { latest, servedAt, hasChanges, isBrief, units }: ReadOutcome,
): QuietPeriod | undefined {
  if (latest === undefined || servedAt === undefined) {
    return undefined;
  }
  const isQuiet =
    before !== undefined &&
    !hasChanges &&
    before.latest === latest &&
    // Otherwise the service's clock was set back.
    before.to <= servedAt;
  return isQuiet
    ? {
        ...before,
        to: servedAt,
        wholeTo: isBrief ? before.wholeTo : servedAt,
        units: Math.max(before.units, units),
      }
    : { latest, from: servedAt, to: servedAt, wholeTo: servedAt, units };
}

/**
 * Whether the next read can start at the latest item itself. After a burst, the overlap holds thousands of items,
 * which every read would pay for until something newer is written. On a busy table, too, an item that shows up
 * more than the overlap late is found only by the next complete read.
 */
export function isSettled(quiet: QuietPeriod | undefined, isBrief: boolean): boolean {
  if (quiet === undefined || quiet.units <= minUnits) {
    return false;
  }
  const { from, to, wholeTo } = quiet;
  return isBrief ? to - from >= briefOverlapMs : wholeTo - from >= overlapMs;
}
