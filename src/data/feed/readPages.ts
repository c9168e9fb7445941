import { isAbort } from '../../core/diagnostics/errors';
import type { ItemPage, JobTable } from '../table/jobTable';
import type { TableShape } from '../table/tableShape';
import { overlapMs } from './quietPeriod';
import type { ReadInProgress } from './jobSource';
import type { ReadPlan } from './readPlan';

/** Small, since whole items are billed even if only a few attributes are read. */
const sampleSize = 20;

/**
 * DynamoDB updates item counts only every six hours, so this samples a few items: one without a shard was not
 * written by our function, so the index cannot be complete.
 */
export async function checkedShape(
  table: JobTable,
  signal: AbortSignal,
): Promise<{ readonly shape: TableShape; readonly readUnits: number }> {
  const shape = await table.shape(signal);
  if (shape.index !== 'complete') {
    return { shape, readUnits: 0 };
  }
  const { items, readUnits } = await table.samplePage(signal, sampleSize);
  const isComplete = items.every(item => 'shard' in item);
  return { shape: isComplete ? shape : { ...shape, index: 'partial' }, readUnits };
}

/** The pages of a read, each applied before the next is read. */
export async function* pagesOf(
  table: JobTable,
  plan: ReadPlan,
  pass: ReadInProgress,
  signal: AbortSignal,
): AsyncGenerator<ItemPage> {
  if (plan.kind === 'scan') {
    yield* table.scanPages(signal, plan.segments);
  } else if (plan.kind === 'changes') {
    yield* table.changedPages(signal, plan.since);
  } else {
    yield* table.changedPages(signal);
    // A job written meanwhile moved to the top of the index, which was already read: read that part again.
    if (pass.watermark !== undefined) {
      yield* table.changedPages(signal, pass.watermark - overlapMs);
    }
    yield* missingJobs(table, pass, signal);
  }
}

/** More missing jobs than this are too costly to look up one by one. */
const maxLookups = 100;

/**
 * The index is eventually consistent, so a job that it lacks may still exist: looks each one up in the table
 * itself. If they are too many, or the lookup fails, the next complete read decides.
 */
async function* missingJobs(
  table: JobTable,
  pass: ReadInProgress,
  signal: AbortSignal,
): AsyncGenerator<ItemPage> {
  const jobIds = pass.unseen(maxLookups + 1);
  if (jobIds.length > maxLookups) {
    return;
  }
  try {
    const pages = jobIds.length > 0 ? table.currentPages(jobIds, signal) : [];
    for await (const page of pages) {
      yield { ...page, isCurrent: true };
    }
    pass.isConfirmed = true;
  } catch (error) {
    if (signal.aborted || isAbort(error)) {
      throw error;
    }
    pass.logFailedLookup(error);
  }
}
