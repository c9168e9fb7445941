import type { Clock } from '../../../src/core/base/clock';
import type { Random } from '../../../src/sample/random';

/**
 * Simulated time that advances in steps. Within a step it follows real time, but never reaches the next step.
 * So waits of minutes take no time, while long work still yields after its time slice.
 */
export class SoakClock implements Clock {
  private steppedAt = performance.now();
  private readonly timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  private next = 1;
  private stepMs = 1;

  constructor(
    private time: number,
    private readonly chance: Random,
  ) {}

  readonly now = (): number => {
    const within = Math.min(this.stepMs - 1, performance.now() - this.steppedAt);
    return this.time + Math.floor(within);
  };

  setTimeout(run: () => void, ms: number): unknown {
    this.timers.set(this.next, { at: this.now() + ms, run });
    return this.next++;
  }

  clearTimeout(timer: unknown): void {
    this.timers.delete(timer as number);
  }

  random(): number {
    return this.chance.next();
  }

  /** The number of pending timers. */
  get waiting(): number {
    return this.timers.size;
  }

  /** Starts the next step, of the given length. */
  step(ms: number): void {
    this.time += this.stepMs;
    this.stepMs = ms;
    this.steppedAt = performance.now();
  }

  runDue(): void {
    const now = this.now();
    for (const [id, { at, run }] of [...this.timers]) {
      // One that ran just now may have cleared it.
      if (at <= now && this.timers.delete(id)) {
        run();
      }
    }
  }
}
