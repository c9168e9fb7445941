/** The part of its timeout after which a running job is near it. */
const nearTimeout = 0.8;

/** After how many milliseconds a running job is near its timeout; Infinity if it has none. */
export const nearTimeoutMs = (timeoutSeconds: number | undefined): number =>
  timeoutSeconds !== undefined && timeoutSeconds > 0
    ? nearTimeout * timeoutSeconds * 1_000
    : Infinity;

/** How long the last successful runs of a job definition took. */
export interface UsualRuns {
  /** How many they are, at most `maxRuns`. */
  readonly count: number;
  /** 95 % of them took at most this long, in milliseconds. */
  readonly p95Ms: number;
}

/** Fewer runs tell too little. */
export const minRuns = 10;
export const maxRuns = 200;

/** The 95th percentile of numbers by nearest rank. */
export function p95(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? NaN;
}
