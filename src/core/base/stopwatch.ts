/** Clocks that measure a duration. */
interface Clocks {
  /** In milliseconds since the epoch. */
  readonly now: () => number;
  /** A monotonic clock in milliseconds; by default that of the runtime. */
  readonly ticks?: () => number;
}

/**
 * Returns a function that tells the milliseconds since the call. The clock may be set back meanwhile, and
 * ticks may stop while the computer sleeps: the longer time counts.
 */
export function stopwatch({ now, ticks = () => performance.now() }: Clocks): () => number {
  const [startedAt, start] = [now(), ticks()];
  return () => Math.max(now() - startedAt, Math.ceil(ticks() - start));
}
