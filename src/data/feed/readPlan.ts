import { hourMs, minuteMs } from '../../core/base/timeUnits';
import type { SavedHead } from '../saved/savedHead';
import type { TableShape } from '../table/tableShape';
import { briefOverlapMs, isSettled, overlapMs, type QuietPeriod } from './quietPeriod';

/**
 * What the next read reads. `scan` and `index` read everything, so jobs they do not find are gone; `changes`
 * reads only what was written since.
 */
export type ReadPlan =
  | { readonly kind: 'scan'; readonly segments: number }
  | { readonly kind: 'index' }
  | { readonly kind: 'changes'; readonly since: number; readonly isBrief: boolean };

export interface ReadHistory {
  /** When the last complete read ended, in milliseconds since the epoch; undefined before the first. */
  readonly completeAt: number | undefined;
  /** The store's mark for the last complete read. */
  readonly completeMark: number;
  /** The last complete read missed jobs, and nothing has confirmed yet that they are gone. */
  readonly isUnconfirmed: boolean;
  /** When the last complete read failed, and how many failed in a row; undefined after a success. */
  readonly failure: { readonly at: number; readonly count: number } | undefined;
  /**
   * The latest `updatedAt` of the items that whole reads have seen, at most the time of the service: never raised
   * by our clock.
   */
  readonly watermark: number | undefined;
  /** The same for all reads, including brief ones. */
  readonly latest: number | undefined;
  /** When the last read of changes ended that was not brief. */
  readonly wholeAt: number | undefined;
  /** The latest reads, while they find nothing new; undefined if the service's time is unknown. */
  readonly quiet: QuietPeriod | undefined;
  /** Read units of the last scan, which show the table's size better than DynamoDB's outdated figure. */
  readonly scanUnits: number | undefined;
}

export const noHistory: ReadHistory = {
  completeAt: undefined,
  completeMark: 0,
  isUnconfirmed: false,
  failure: undefined,
  watermark: undefined,
  latest: undefined,
  wholeAt: undefined,
  quiet: undefined,
  scanUnits: undefined,
};

/** Only a complete read detects deletions, so one runs every hour. */
const reconcileMs = hourMs;

/** After a start with saved jobs, however old, a short look at them must not cost a complete read. */
const restMs = 10 * minuteMs;

/** What is known after a start with saved jobs, which have this mark in the store. */
export const savedHistory = (
  { completeAt, watermark, scanUnits }: SavedHead,
  mark: number,
  now: number,
): ReadHistory => ({
  ...noHistory,
  completeAt: Math.max(completeAt, now - reconcileMs + restMs),
  completeMark: mark,
  watermark,
  latest: watermark,
  scanUnits,
});

/** A complete read that must confirm deletions runs this soon after the one before. */
const confirmMs = minuteMs;

/** Late items are looked for this often; the reads in between are brief. */
const wholeMs = 15_000;

/** The wait after the first failed complete read; it doubles with each further failure. */
const retryMs = minuteMs;

export function planRead(shape: TableShape, history: ReadHistory, now: number): ReadPlan {
  const { watermark } = history;
  const needsAll = isDue(history, now) && !isBackingOff(history, now);
  if (shape.index !== 'none' && watermark !== undefined && !needsAll) {
    return changesAfter(watermark, history, now);
  }
  return shape.index === 'complete'
    ? { kind: 'index' }
    : { kind: 'scan', segments: segmentsFor(shape, history) };
}

/** Brief reads do not move the start of the whole ones, so an item may be as late as if there were none. */
function changesAfter(
  watermark: number,
  { latest = watermark, wholeAt, quiet }: ReadHistory,
  now: number,
): ReadPlan {
  const isBrief = wholeAt !== undefined && isWithin(wholeMs, wholeAt, now);
  const overlapping = isBrief ? latest - briefOverlapMs : watermark - overlapMs;
  return { kind: 'changes', since: isSettled(quiet, isBrief) ? latest : overlapping, isBrief };
}

function isDue({ completeAt, isUnconfirmed }: ReadHistory, now: number): boolean {
  return (
    completeAt === undefined || !isWithin(isUnconfirmed ? confirmMs : reconcileMs, completeAt, now)
  );
}

/** Changes are still read meanwhile: a complete read that keeps failing must not stop them. */
function isBackingOff({ failure }: ReadHistory, now: number): boolean {
  return (
    failure !== undefined &&
    isWithin(Math.min(reconcileMs, retryMs * 2 ** (failure.count - 1)), failure.at, now)
  );
}

/** False also if the clock was set back by that much; otherwise no read would be due until it caught up. */
const isWithin = (ms: number, since: number, now: number): boolean => Math.abs(now - since) < ms;

/** A page is 1 MB and takes a round trip, so more segments help until each has only a few pages. */
const bytesPerSegment = 4 * 1_048_576;
const maxSegments = 8;

/** An eventually consistent read of 4 KB costs half a read unit. */
const bytesPerUnit = 8_192;

function segmentsFor({ sizeBytes }: TableShape, { scanUnits }: ReadHistory): number {
  const bytes = scanUnits === undefined ? sizeBytes : scanUnits * bytesPerUnit;
  return Math.min(maxSegments, Math.max(1, Math.ceil(bytes / bytesPerSegment)));
}
