import type { RequestOrReason } from '../../core/actions/retry/requestsText';
import type { RetryChanges } from '../../core/actions/retry/retryChanges';
import { retryRequest } from '../../core/actions/retry/retryRequest';
import type { LiveJobs } from './liveJobs';
import { readRetrySources } from './retrySources';

/** Reads the full event of a job. */
export type StoredEvent = (jobId: string, signal: AbortSignal) => Promise<string | undefined>;

/** The requests that retry these jobs, or why not; never from what the user sees, which may be shortened. */
export async function rebuildRequests(
  live: LiveJobs,
  jobIds: readonly string[],
  changes: RetryChanges,
  storedEvent: StoredEvent,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RequestOrReason>> {
  const options = { changes, storedEvent: (jobId: string) => storedEvent(jobId, signal) };
  const sources = await readRetrySources(live, jobIds, options, signal);
  return new Map(
    Array.from(sources, ([jobId, source]) => [
      jobId,
      source.ok ? retryRequest(source.source, changes) : source,
    ]),
  );
}
