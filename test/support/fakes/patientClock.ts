import type { Clock } from '../../../lambda/tools/clock';

/** A clock that waits for nobody: sleeping moves it on at once, and is noted. */
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

  /** All that was slept. */
  get slept(): number {
    return this.sleeps.reduce((sum, ms) => sum + ms, 0);
  }
}
