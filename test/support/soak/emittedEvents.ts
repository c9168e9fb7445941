import type { BatchEvent } from '../../../src/sample/batchEvent';
import { Random } from '../../../src/sample/random';
import { simulate, type SimulationOptions } from '../../local/simulator/simulate';

/** The maximum delay of an event here. */
const maxDelayMs = 90_000;

/**
 * The events of a simulated past in order of delivery: some late and after newer ones, some twice (Amazon
 * EventBridge User Guide, "Event retry policy": at least once, in no certain order).
 */
export class EmittedEvents {
  private readonly source: Iterator<BatchEvent, void>;
  private readonly random: Random;
  private next: BatchEvent | undefined;
  private late: { readonly at: number; readonly event: BatchEvent }[] = [];

  constructor(options: SimulationOptions) {
    this.source = simulate(options);
    this.random = new Random(options.seed);
    this.next = this.take();
  }

  get isOver(): boolean {
    return this.next === undefined && this.late.length === 0;
  }

  /** The events delivered up to that time and not returned before. */
  until(time: number): BatchEvent[] {
    const due = this.late.filter(({ at }) => at <= time).map(({ event }) => event);
    this.late = this.late.filter(({ at }) => at > time);
    for (; this.next && Date.parse(this.next.time) <= time; this.next = this.take()) {
      if (this.random.chance(0.95)) {
        due.push(this.next);
      }
      // Events not delivered at once come late; some others come twice.
      if (due.at(-1) !== this.next || this.random.chance(0.03)) {
        const at = time + this.random.next() * maxDelayMs;
        this.late.push({ at, event: this.next });
      }
    }
    return due;
  }

  private take(): BatchEvent | undefined {
    const step = this.source.next();
    return step.done === true ? undefined : step.value;
  }
}
