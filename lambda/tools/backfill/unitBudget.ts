import type { Clock } from '../clock';

/** A throttled budget is whole again after so long. */
const recoveryMs = 60_000;

/** Several requests under way are throttled together: that counts once. */
const oneThrottlingMs = 1_000;

/**
 * Capacity units to spend, so many a second: a token bucket. What a request costs is known only from
 * its answer, so a budget may be overdrawn, and whoever comes next waits until it is even.
 */
export class UnitBudget {
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

  /** Waits until something is left, and sets one unit aside. Rejects when aborted. */
  async reserve(signal?: AbortSignal): Promise<void> {
    this.refill();
    while (this.balance <= 0) {
      await this.clock.sleep(Math.ceil(((1 - this.balance) * 1_000) / this.rate), signal);
      this.refill();
    }
    this.balance--;
  }

  /** What a request did cost; one unit is set aside already. */
  settle(units: number): void {
    this.balance -= units - 1;
  }

  /** DynamoDB asked for less: half as fast, and again at full speed a minute later. */
  slowDown(): void {
    this.refill();
    if (this.at - this.throttledAt >= oneThrottlingMs) {
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
