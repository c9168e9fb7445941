/** The time functions that sliced work needs. */
export interface SliceClock {
  /** Milliseconds since an arbitrary origin. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface Clock extends SliceClock {
  /** Milliseconds since the epoch, so that the time a computer slept counts. */
  now(): number;
  random(): number;
}
