import type { TableShape } from '../table/tableShape';

/**
 * How the next read goes. `scan` and `index` read everything, so that what they do not find is gone;
 * `changes` reads only what was written since.
 */
export type ReadPlan =
  | { readonly kind: 'scan'; readonly segments: number }
  | { readonly kind: 'index' }
  | { readonly kind: 'changes'; readonly since: number };

export interface ReadHistory {
  /** When everything was read last, in milliseconds since the epoch; absent before the first time. */
  readonly completeAt: number | undefined;
  /** The latest `updatedAt` of all items seen: the table's own clock, never ours. */
  readonly watermark: number | undefined;
  /** Read units of the last scan, which tell the table's size better than DynamoDB's old figure. */
  readonly scanUnits: number | undefined;
}

/** Deletions show only in a complete read: there is one an hour. */
const reconcileMs = 3_600_000;

/**
 * The index follows the table with a delay, and several writers' clocks differ: each read goes back
 * so far behind the watermark.
 */
export const overlapMs = 60_000;

export function planRead(shape: TableShape, history: ReadHistory, now: number): ReadPlan {
  const { completeAt, watermark } = history;
  // Also after the clock was set back by so much: else nothing would be due until it has caught up.
  const isDue = completeAt === undefined || Math.abs(now - completeAt) >= reconcileMs;
  if (shape.index !== 'none' && !isDue && watermark !== undefined) {
    return { kind: 'changes', since: watermark - overlapMs };
  }
  return shape.index === 'complete'
    ? { kind: 'index' }
    : { kind: 'scan', segments: segmentsFor(shape, history) };
}

/** A page is 1 MB and takes a round trip: more segments help until each has but a few pages. */
const bytesPerSegment = 4 * 1_048_576;
const maxSegments = 8;

/** Half a read unit for each 4 KB of an eventually consistent read. */
const bytesPerUnit = 8_192;

function segmentsFor({ sizeBytes }: TableShape, { scanUnits }: ReadHistory): number {
  const bytes = scanUnits === undefined ? sizeBytes : scanUnits * bytesPerUnit;
  return Math.min(maxSegments, Math.max(1, Math.ceil(bytes / bytesPerSegment)));
}
