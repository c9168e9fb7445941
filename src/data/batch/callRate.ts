import type { SliceClock } from '../../core/base/clock';

/** A little more than 100 ms, so that jitter on the way never makes it more than 10 calls in a second. */
const minGapMs = 110;

const maxGapMs = 4_000;

/** Calls per second when AWS does not throttle. */
export const fullRate = 1000 / minGapMs;

/** After throttling, the rate rises by one call per second in this time. */
const recoveryMs = 10_000;

/** Calls that were sent before the rate was halved may still be throttled, which must not halve it again. */
const inFlightMs = 1_000;

/** Rates by profile and region: AWS limits the rate of an account, whatever part of the extension makes the calls. */
export function ratesByAccount(make: () => CallRate): (account: RatedAccount) => CallRate {
  const rates = new Map<string, CallRate>();
  return ({ profile, region }) => {
    const key = JSON.stringify([profile, region]);
    const rate = rates.get(key) ?? make();
    rates.set(key, rate);
    return rate;
  };
}

interface RatedAccount {
  readonly profile: string | undefined;
  readonly region: string;
}

const systemTicks: SliceClock = {
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout),
};

/** Spaces calls evenly. Throttling halves the rate, which then recovers gradually. */
export class CallRate {
  private readonly waiting: (() => void)[] = [];
  private timer: unknown;
  private lastAt = -Infinity;
  private throttledAt = -Infinity;
  private throttledRate: number;

  constructor(
    private readonly clock: SliceClock = systemTicks,
    private readonly maxRate = fullRate,
  ) {
    this.throttledRate = maxRate;
  }

  get callsPerSecond(): number {
    const recovered = Math.max(0, this.clock.now() - this.throttledAt) / recoveryMs;
    return Math.min(this.maxRate, this.throttledRate + recovered);
  }

  /** Resolves when the next call may be sent, in the order of requests. */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    let stop = (): void => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.waiting.push(resolve);
        stop = () => {
          const index = this.waiting.indexOf(resolve);
          if (index >= 0) {
            this.waiting.splice(index, 1);
          }
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', stop, { once: true });
        this.schedule();
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** AWS throttled a call. */
  slowDown(): void {
    const now = this.clock.now();
    if (now - this.throttledAt >= inFlightMs) {
      this.throttledRate = Math.max(1000 / maxGapMs, this.callsPerSecond / 2);
      this.throttledAt = now;
    }
  }

  private schedule(): void {
    if (this.timer !== undefined || this.waiting.length === 0) {
      return;
    }
    const gap = this.lastAt + 1000 / this.callsPerSecond - this.clock.now();
    this.timer = this.clock.setTimeout(() => this.release(), Math.max(0, gap));
  }

  private release(): void {
    this.timer = undefined;
    const next = this.waiting.shift();
    if (next) {
      this.lastAt = this.clock.now();
      next();
    }
    this.schedule();
  }
}
