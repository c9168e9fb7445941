import type { Clock } from '../../../src/core/base/clock';

/** A clock that only advances when the test does so. */
export class FakeClock implements Clock {
  private time = 1_000_000;
  private timers = new Map<number, { at: number; run: () => void }>();
  private next = 1;

  now(): number {
    return this.time;
  }

  setTimeout(run: () => void, ms: number): unknown {
    this.timers.set(this.next, { at: this.time + ms, run });
    return this.next++;
  }

  clearTimeout(timer: unknown): void {
    this.timers.delete(timer as number);
  }

  random(): number {
    return 0.5;
  }

  get waits(): number[] {
    return [...this.timers.values()].map(({ at }) => at - this.time);
  }

  /** Moves the wall clock but not the timers, as when a computer sleeps or its clock is changed. */
  jump(ms: number): void {
    this.time += ms;
    for (const timer of this.timers.values()) {
      timer.at += ms;
    }
  }

  async advance(ms: number): Promise<void> {
    this.time += ms;
    for (const [id, { at, run }] of [...this.timers]) {
      if (at <= this.time) {
        this.timers.delete(id);
        run();
      }
    }
    await settled();
  }
}

export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
