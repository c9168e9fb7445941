import type { Clock } from '../../../src/core/base/clock';

/** A clock that jumps from timer to timer, so that hours in many windows take a moment. */
export class EventClock implements Clock {
  private time = Date.UTC(2026, 10, 23);
  private readonly timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  private next = 1;

  constructor(readonly random: () => number) {}

  readonly now = (): number => this.time;

  setTimeout(run: () => void, ms: number): unknown {
    this.timers.set(this.next, { at: this.time + ms, run });
    return this.next++;
  }

  clearTimeout(timer: unknown): void {
    this.timers.delete(timer as number);
  }

  readonly sleep = (ms: number): Promise<void> =>
    new Promise(resolve => this.setTimeout(resolve, ms));

  /** Simulates sleep: all timers are late by this much. */
  oversleep(ms: number): void {
    this.time += ms;
  }

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await new Promise(resolve => setImmediate(resolve));
      let first: number | undefined;
      for (const [timer, { at }] of this.timers) {
        if (at <= end && at < (this.timers.get(first ?? 0)?.at ?? Infinity)) {
          first = timer;
        }
      }
      const due = this.timers.get(first ?? 0);
      if (first === undefined || !due) {
        this.time = Math.max(this.time, end);
        return;
      }
      this.timers.delete(first);
      this.time = Math.max(this.time, due.at);
      due.run();
    }
  }
}
