import type { TableShape } from '../table/tableShape';

/**
 * What the next read reads. `scan` and `index` read everything, so jobs they do not find are gone; `changes`
 * reads only what was written since.
 */
export type ReadPlan =
  | { readonly kind: 'scan'; readonly segments: number }
  | { readonly kind: 'index' }
  | { readonly kind: 'changes'; readonly since: number };

export interface ReadHistory {
  /** When the last complete read ended, in milliseconds since the epoch; undefined before the first. */
  readonly completeAt: number | undefined;
  /** The latest `updatedAt` of all items seen: by the writers' clock, never ours. */
  readonly watermark: number | undefined;
  /** Read units of the last scan, which show the table's size better than DynamoDB's outdated figure. */
  readonly scanUnits: number | undefined;
}

/** Only a complete read detects deletions, so one runs every hour. */
const reconcileMs = 3_600_000;

/**
 * The index lags behind the table, and writers' clocks differ, so each read starts this long before the
 * watermark.
 */
export const overlapMs = 60_000;

export function planRead(shape: TableShape, history: ReadHistory, now: number): ReadPlan {
  const { completeAt, watermark } = history;
  // Also due if the clock was set back by that much; otherwise no read would be due until it caught up.
  const isDue = completeAt === undefined || Math.abs(now - completeAt) >= reconcileMs;
  if (shape.index !== 'none' && !isDue && watermark !== undefined) {
    return { kind: 'changes', since: watermark - overlapMs };
  }
  return shape.index === 'complete'
    ? { kind: 'index' }
    : { kind: 'scan', segments: segmentsFor(shape, history) };
}

/** A page is 1 MB and takes a round trip, so more segments help until each has only a few pages. */
const bytesPerSegment = 4 * 1_048_576;
const maxSegments = 8;

/** An eventually consistent read of 4 KB costs half a read unit. */
const bytesPerUnit = 8_192;

function segmentsFor({ sizeBytes }: TableShape, { scanUnits }: ReadHistory): number {
  const bytes = scanUnits === undefined ? sizeBytes : scanUnits * bytesPerUnit;
  return Math.min(maxSegments, Math.max(1, Math.ceil(bytes / bytesPerSegment)));
}
