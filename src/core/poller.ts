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
  private round: Promise<boolean> | undefined;

  constructor(private readonly options: PollerOptions) {}

  /** Starts polling with a round at once; `false` when it was started before. */
  start(): boolean {
    if (!this.stopped) {
      return false;
    }
    this.stopped = false;
    void this.now();
    return true;
  }

  /** One round now; callers during a round share it. */
  now(): Promise<boolean> {
    this.round ??= this.runOnce().finally(() => {
      this.round = undefined;
      this.plan();
    });
    return this.round;
  }

  /** A round that begins after this call, for when what a round reads has changed. */
  async renew(): Promise<boolean> {
    await this.round;
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
    this.options.clock.clearTimeout(this.timer);
  }

  private async runOnce(): Promise<boolean> {
    const succeeded = await this.options.run().catch(() => false);
    this.failures = succeeded ? 0 : Math.min(this.failures + 1, 10);
    return succeeded;
  }
}
