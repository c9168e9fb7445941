import type { RetryChanges } from '../../core/actions/retry/retryChanges';
import type { Connection } from '../config/connection';
import type { SourceMemory } from '../feed/jobSource';
import type { BatchApi } from './batchApi';
import { BatchClient } from './batchClient';
import { BatchSource } from './batchSource';
import { BatchSupplement } from './batchSupplement';
import { LiveBatch, submitRateOf } from './liveBatch';
import { LiveExecutor } from './liveExecutor';
import type { LiveJobs } from './liveJobs';
import { rebuildRequests, type StoredEvent } from './rebuildRequests';

export { rebuildRequests } from './rebuildRequests';
export { readRetrySources } from './retrySources';

/** The entry point of the lazily loaded chunk with the client of AWS Batch. */
export const openBatch = (connection: Connection): BatchApi => new BatchClient(connection);

export const openLiveJobs = (connection: Connection): LiveJobs =>
  new LiveBatch(new BatchClient(connection), submitRateOf(connection));

export const openBatchSource = (connection: Connection, memory: SourceMemory): BatchSource =>
  new BatchSource(connection, openBatch(connection), memory);

export const openBatchSupplement = (
  connection: Connection,
  memory: SourceMemory,
): BatchSupplement => new BatchSupplement(openBatch(connection), memory);

export interface LiveRun {
  /** Who aborts, and why. */
  readonly reason: string;
  readonly changes: RetryChanges;
  readonly storedEvent: StoredEvent;
}

export const liveExecutor = (
  live: LiveJobs,
  { reason, changes, storedEvent }: LiveRun,
): LiveExecutor =>
  new LiveExecutor(live, {
    reason,
    rebuild: (jobIds, signal) => rebuildRequests(live, jobIds, changes, storedEvent, signal),
  });
