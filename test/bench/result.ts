/** One figure; its name is stable, so that figures of different days can be compared. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: 'x' | 'min' | 'ms' | 's' | 'MB' | 'KB' | 'µs' | 'units' | 'nodes' | 'count';
  /** Absent for figures that have no rival and no floor. */
  readonly goal?: number;
  readonly better: 'higher' | 'lower';
  /** What was measured and on what, with the figures behind a ratio. */
  readonly detail: string;
}

export interface BenchContext {
  /** For people: what is going on. */
  readonly say: (text: string) => void;
  /** To be undone at the end, whatever happens. */
  readonly onEnd: (end: () => Promise<void> | void) => void;
}

/** Some figures that belong together, measured in one run. */
export interface Part {
  readonly name: string;
  readonly run: (context: BenchContext) => Promise<readonly Result[]>;
}

export function isReached({ value, goal, better }: Result): boolean {
  return goal === undefined || (better === 'higher' ? value >= goal : value <= goal);
}
