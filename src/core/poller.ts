import type { Disposable } from './emitter';

export interface Clock {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  random(): number;
}

export interface PollerOptions {
  /** One round; it reports its own errors and says whether it succeeded. */
  readonly run: () => Promise<boolean>;
  /** The wait between rounds; 0 turns polling off. Read anew before each round. */
  readonly intervalMs: () => number;
  readonly clock: Clock;
}

/** The longest wait after repeated failures. */
const maxWaitMs = 15 * 60_000;

/**
 * Runs rounds that never overlap: the next is timed when the last has settled. Failures double the
 * wait each time, with jitter, so that many windows do not come back in step.
 */
export class Poller implements Disposable {
  private timer: unknown;
  private failures = 0;
  private stopped = true;
  private disposed = false;
  private round: Promise<boolean> | undefined;

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
  now(): Promise<boolean> {
    if (this.disposed) {
      return Promise.resolve(false);
    }
    if (!this.round) {
      const round: Promise<boolean> = this.runOnce().then(succeeded => {
        // A round that was given up for a newer one has no say any more.
        if (this.round === round) {
          this.round = undefined;
          this.failures = succeeded ? 0 : Math.min(this.failures + 1, 10);
          this.plan();
        }
        return succeeded;
      });
      this.round = round;
    }
    return this.round;
  }

  /**
   * A round that begins with this call, for when what a round reads has changed. One under way is
   * given up, not waited for: it may hang.
   */
  renew(): Promise<boolean> {
    this.round = undefined;
    this.failures = 0;
    return this.now();
  }

  /** Plans anew after the interval changed. */
  plan(): void {
    this.options.clock.clearTimeout(this.timer);
    this.timer = undefined;
    const interval = this.options.intervalMs();
    if (this.stopped || interval <= 0 || this.round) {
      return;
    }
    const wait =
      this.failures === 0
        ? interval
        : Math.max(interval, Math.min(maxWaitMs, interval * 2 ** this.failures)) *
          (0.75 + this.options.clock.random() / 2);
    this.timer = this.options.clock.setTimeout(() => void this.now(), wait);
  }

  dispose(): void {
    this.stopped = true;
    this.disposed = true;
    this.options.clock.clearTimeout(this.timer);
  }

  private async runOnce(): Promise<boolean> {
    try {
      return await this.options.run();
    } catch {
      return false;
    }
  }
}
