/** The time functions that sliced work needs. */
export interface SliceClock {
  /** Milliseconds, of any origin. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface Clock extends SliceClock {
  /** Milliseconds since the epoch, so that the hours a computer slept count. */
  now(): number;
  random(): number;
}
