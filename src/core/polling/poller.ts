import { minuteMs } from '../base/timeUnits';
import type { Clock } from '../base/clock';
import type { Disposable } from '../base/emitter';

/**
 * How a round ended. After `halt`, no round runs until one is requested. `throttled`: all clients together,
 * including this one, exceed the table's capacity.
 */
export type Outcome = 'ok' | 'failed' | 'throttled' | 'halt';

export interface PollerOptions {
  /** Runs one round; reports its own errors and returns how it ended. */
  readonly run: () => Promise<Outcome>;
  /** The wait between rounds; 0 turns polling off. Read on each `plan`. */
  readonly waitMs: () => number;
  readonly clock: Clock;
}

/** The maximum wait after repeated failures. */
const maxWaitMs = 15 * minuteMs;
/** Shorter while throttled: a client that backs off too far is starved by those that poll often. */
const maxThrottledWaitMs = 5 * minuteMs;
const maxDoublings = 10;

/**
 * Jitter, as a fraction of the wait. Without it, windows that were opened together, or got the network back
 * together, would keep polling in lockstep; after a failure they must spread out quickly.
 */
const defaultJitter = 0.2;
const jitterAfterFailure = 0.5;

/**
 * A timer later than this slept with the computer, as did those of all windows; some systems fire them all on
 * wake-up. Each then waits a random time, up to this long.
 */
const wakeMs = 10_000;

/**
 * Runs rounds that never overlap: the next is scheduled when the last has settled. Each failure doubles the
 * wait. Jitter keeps many windows from polling in lockstep.
 */
export class Poller implements Disposable {
  private timer: unknown;
  private settledAt = -Infinity;
  private failures = 0;
  /** How often throttling has doubled the wait. */
  private throttleLevel = 0;
  private jitter = 1;
  private halted = false;
  private stopped = true;
  private disposed = false;
  private round: Promise<Outcome> | undefined;

  constructor(private readonly options: PollerOptions) {}

  /** Starts polling with an immediate round; `false` if it was already started. */
  start(): boolean {
    if (!this.stopped || this.disposed) {
      return false;
    }
    this.stopped = false;
    void this.now();
    return true;
  }

  /** Runs a round now; calls during a round share it. */
  now(): Promise<Outcome> {
    if (this.disposed) {
      return Promise.resolve('failed');
    }
    if (!this.round) {
      const round: Promise<Outcome> = this.runOnce().then(outcome => {
        // Ignore the outcome of a round that `renew` replaced.
        if (this.round === round) {
          this.round = undefined;
          this.settle(outcome);
        }
        return outcome;
      });
      this.round = round;
    }
    return this.round;
  }

  /**
   * Starts a new round, for when what a round reads has changed. A running one is abandoned, not awaited: it
   * may hang.
   */
  renew(): Promise<Outcome> {
    this.round = undefined;
    this.failures = 0;
    this.throttleLevel = 0;
    return this.now();
  }

  /** Ends a halt with an immediate round, unless polling is off. */
  resume(): void {
    if (this.halted) {
      this.halted = false;
      this.settledAt = -Infinity;
      this.plan();
    }
  }

  /**
   * Reschedules after the wait changed. The wait counts from the end of the last round, so frequent changes
   * never cause more than one round per wait, and an overdue round runs at once.
   */
  plan(): void {
    const { clock } = this.options;
    clock.clearTimeout(this.timer);
    this.timer = undefined;
    const wait = this.wait();
    if (this.stopped || this.halted || this.round || wait <= 0) {
      return;
    }
    const remaining = wait - (clock.now() - this.settledAt);
    // A clock that was set back must not make the wait longer.
    const ms = Math.min(wait, Math.max(0, remaining));
    const dueAt = clock.now() + ms;
    this.timer = clock.setTimeout(() => {
      if (clock.now() - dueAt > Math.max(wait, wakeMs)) {
        this.timer = clock.setTimeout(
          () => void this.now(),
          clock.random() * Math.min(wait, wakeMs),
        );
      } else {
        void this.now();
      }
    }, ms);
  }

  dispose(): void {
    this.stopped = true;
    this.disposed = true;
    this.options.clock.clearTimeout(this.timer);
  }

  private settle(outcome: Outcome): void {
    const { clock } = this.options;
    this.settledAt = clock.now();
    this.halted = outcome === 'halt';
    this.failures = outcome === 'failed' ? Math.min(this.failures + 1, maxDoublings) : 0;
    // Return to the normal wait step by step; otherwise clients that got through would starve the others.
    const level = this.throttleLevel + (outcome === 'throttled' ? 1 : -1);
    this.throttleLevel = Math.min(Math.max(0, level), maxDoublings);
    // Drawn once per round, so that rescheduling cannot re-roll it.
    const spread = this.failures + this.throttleLevel === 0 ? defaultJitter : jitterAfterFailure;
    this.jitter = 1 + spread * (clock.random() - 0.5);
    this.plan();
  }

  private wait(): number {
    const normalMs = this.options.waitMs();
    const afterFailure = Math.min(maxWaitMs, normalMs * 2 ** this.failures);
    const afterThrottling = Math.min(maxThrottledWaitMs, normalMs * 2 ** this.throttleLevel);
    return Math.max(normalMs, afterFailure, afterThrottling) * this.jitter;
  }

  private async runOnce(): Promise<Outcome> {
    try {
      return await this.options.run();
    } catch {
      return 'failed';
    }
  }
}
