import type { Clock } from '../../../lambda/tools/clock';

/** A clock whose sleeps return at once and advance the time; they are recorded. */
export class PatientClock implements Clock {
  readonly sleeps: number[] = [];
  private time = 1_795_428_000_000;

  readonly now = (): number => this.time;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    this.time += ms;
    return Promise.resolve();
  };

  advance(ms: number): void {
    this.time += ms;
  }

  /** The total time slept, in milliseconds. */
  get slept(): number {
    return this.sleeps.reduce((sum, ms) => sum + ms, 0);
  }
}
