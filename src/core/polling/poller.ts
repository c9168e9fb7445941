import type { Clock } from '../base/clock';
import type { Disposable } from '../base/emitter';

/**
 * How a round ended; after `halt` there is no other until somebody asks for it. `throttled`: others ask for
 * too much, and so do we.
 */
export type Outcome = 'ok' | 'failed' | 'throttled' | 'halt';

export interface PollerOptions {
  /** One round; it reports its own errors and says how it ended. */
  readonly run: () => Promise<Outcome>;
  /** The wait between rounds; 0 turns polling off. Read anew at each `plan`. */
  readonly waitMs: () => number;
  readonly clock: Clock;
}

/** The longest wait after repeated failures. */
const maxWaitMs = 15 * 60_000;
/** Shorter where the table answers: who asks too seldom has no turn among those who ask often. */
const maxSparingMs = 5 * 60_000;
const maxDoublings = 10;

/**
 * How much of a wait is left to chance. Windows that were opened together, or that the network came back to,
 * would else read in step for as long as they are open; those that were refused must part at once.
 */
const defaultSpread = 0.2;
const spreadAfterFailure = 0.5;

/**
 * A timer that is later than this has slept with the computer, as those of all windows have: some systems let
 * them all run at the moment of waking. Each then waits a little, up to so long.
 */
const wakeMs = 10_000;

/**
 * Runs rounds that never overlap: the next is timed when the last has settled. Failures double the
 * wait each time. Every wait is a little longer or shorter, so that many windows do not stay in step.
 */
export class Poller implements Disposable {
  private timer: unknown;
  private settledAt = -Infinity;
  private failures = 0;
  /** By how many doublings of the wait the table is spared. */
  private sparing = 0;
  private jitter = 1;
  private halted = false;
  private stopped = true;
  private disposed = false;
  private round: Promise<Outcome> | undefined;

  constructor(private readonly options: PollerOptions) {}

  /** Starts polling with a round at once; `false` when it was started before. */
  start(): boolean {
    if (!this.stopped || this.disposed) {
      return false;
    }
    this.stopped = false;
    void this.now();
    return true;
  }

  /** One round now; callers during a round share it. */
  now(): Promise<Outcome> {
    if (this.disposed) {
      return Promise.resolve('failed');
    }
    if (!this.round) {
      const round: Promise<Outcome> = this.runOnce().then(outcome => {
        // A round that was given up for a newer one has no say any more.
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
   * A round that begins with this call, for when what a round reads has changed. One under way is
   * given up, not waited for: it may hang.
   */
  renew(): Promise<Outcome> {
    this.round = undefined;
    this.failures = 0;
    this.sparing = 0;
    return this.now();
  }

  /** Ends a halt with one try at once, where polling is not off. */
  resume(): void {
    if (this.halted) {
      this.halted = false;
      this.settledAt = -Infinity;
      this.plan();
    }
  }

  /**
   * Plans anew after the wait changed. It counts from the end of the last round, so however often it
   * changes there is never more than one round a wait, and one that is overdue comes at once.
   */
  plan(): void {
    const { clock } = this.options;
    clock.clearTimeout(this.timer);
    this.timer = undefined;
    const wait = this.wait();
    if (this.stopped || this.halted || this.round || wait <= 0) {
      return;
    }
    const rest = wait - (clock.now() - this.settledAt);
    // A clock that was set back must not make the wait longer.
    const ms = Math.min(wait, Math.max(0, rest));
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
    // Back to the usual wait step by step: who came through would else ask so often that the others never do.
    const sparing = this.sparing + (outcome === 'throttled' ? 1 : -1);
    this.sparing = Math.min(Math.max(0, sparing), maxDoublings);
    // Drawn once a round: planning anew must not draw until it suits.
    const spread = this.failures + this.sparing === 0 ? defaultSpread : spreadAfterFailure;
    this.jitter = 1 + spread * (clock.random() - 0.5);
    this.plan();
  }

  private wait(): number {
    const normalMs = this.options.waitMs();
    const afterFailure = Math.min(maxWaitMs, normalMs * 2 ** this.failures);
    const sparing = Math.min(maxSparingMs, normalMs * 2 ** this.sparing);
    return Math.max(normalMs, afterFailure, sparing) * this.jitter;
  }

  private async runOnce(): Promise<Outcome> {
    try {
      return await this.options.run();
    } catch {
      return 'failed';
    }
  }
}
