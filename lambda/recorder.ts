import type { Writer } from './writeJob';

/**
 * The outcome of an event. `stale`: the table has the same or a later state, which is normal, since
 * events arrive late and more than once, or the job's retention is over. `rejected`: not an event about
 * a job, or one that cannot be stored; a retry cannot succeed.
 */
export type RecordOutcome =
  | { readonly outcome: 'written' | 'stale'; readonly jobId: string }
  | { readonly outcome: 'rejected'; readonly reason: string; readonly jobId?: string };

/** Receives the outcome of each event, never its content. */
export interface Reports {
  /** Also receives the duration in milliseconds. */
  readonly onOutcome?: (outcome: RecordOutcome, ms: number) => void;
  /** Called when one of several events fails; the others continue. */
  readonly onFailed?: (error: unknown) => void;
}

export interface Recorder extends Reports, Writer {
  /** The time of a write, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Days after its last event until DynamoDB may delete a finished job; absent to keep jobs forever. */
  readonly retentionDays?: number | undefined;
}
