import { minuteMs } from '../../../src/core/base/timeUnits';
import type { Clock } from '../clock';

/** How long a throttled bucket takes to return to its full rate. */
const recoveryMs = minuteMs;

/** Concurrent requests are often throttled together, which counts as once. */
const sameThrottlingMs = 1_000;

/**
 * Limits capacity units per second. The cost of a request is known only from its response, so a bucket
 * can be overdrawn; the next request then waits until it is refilled.
 */
export class TokenBucket {
  private balance: number;
  private rate: number;
  private at: number;
  private throttledAt = -Infinity;

  constructor(
    private readonly fullRate: number,
    private readonly clock: Clock,
  ) {
    this.rate = fullRate;
    this.balance = fullRate;
    this.at = clock.now();
  }

  /** Waits until a unit is available and takes it. Rejects when aborted. */
  async reserve(signal?: AbortSignal): Promise<void> {
    this.refill();
    while (this.balance <= 0) {
      await this.clock.sleep(Math.ceil(((1 - this.balance) * 1_000) / this.rate), signal);
      this.refill();
    }
    this.balance--;
  }

  /** Deducts the actual cost of a request; `reserve` has taken one unit already. */
  settle(units: number): void {
    this.balance -= units - 1;
  }

  /** Halves the rate after throttling; the full rate returns within a minute. */
  slowDown(): void {
    this.refill();
    if (this.at - this.throttledAt >= sameThrottlingMs) {
      this.throttledAt = this.at;
      this.rate = Math.max(1, this.rate / 2);
      this.balance = Math.min(this.balance, 0);
    }
  }

  private refill(): void {
    const now = this.clock.now();
    const elapsed = Math.max(0, now - this.at);
    this.at = now;
    this.rate = Math.min(this.fullRate, this.rate + (this.fullRate * elapsed) / recoveryMs);
    this.balance = Math.min(this.rate, this.balance + (this.rate * elapsed) / 1_000);
  }
}
