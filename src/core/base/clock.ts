export interface Clock {
  /** Milliseconds since the epoch, so that the hours a computer slept count. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  random(): number;
}

export interface SliceClock {
  /** Milliseconds, of any origin. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}
