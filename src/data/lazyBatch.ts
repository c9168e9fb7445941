import type * as Batch from './batch/batch';

/** Loads the client of AWS Batch when it is first used. */
export function loadBatch(): Promise<typeof Batch> {
  return import('./batch/batch');
}
