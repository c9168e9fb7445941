/**
 * The states of an AWS Batch job, in the order a job passes through them.
 * Source: JobStatus in the AWS Batch API reference.
 */
export const jobStatuses = [
  'SUBMITTED',
  'PENDING',
  'RUNNABLE',
  'STARTING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
] as const;

export type JobStatus = (typeof jobStatuses)[number];

/** The colors of statuses, one tone for each meaning. */
export type StatusTone = 'failed' | 'succeeded' | 'active' | 'pending' | 'submitted' | 'unknown';

const tones: Readonly<Record<JobStatus, StatusTone>> = {
  SUBMITTED: 'submitted',
  PENDING: 'pending',
  RUNNABLE: 'active',
  STARTING: 'active',
  RUNNING: 'active',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
};

export function isJobStatus(value: unknown): value is JobStatus {
  return jobStatuses.includes(value as JobStatus);
}

export function isTerminal(status: string): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED';
}

export function toneOf(status: string): StatusTone {
  return isJobStatus(status) ? tones[status] : 'unknown';
}

/** Failures first, then active jobs (latest state first), then succeeded ones. */
const displayOrder: readonly string[] = [
  'FAILED',
  'RUNNING',
  'STARTING',
  'RUNNABLE',
  'PENDING',
  'SUBMITTED',
  'SUCCEEDED',
];

/** Orders statuses for display: those that need attention first; unknown ones last, by name. */
export function compareStatuses(a: string, b: string): number {
  return position(a) - position(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function position(status: string): number {
  const index = displayOrder.indexOf(status);
  return index < 0 ? displayOrder.length : index;
}
