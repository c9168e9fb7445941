import type { Disposable } from './emitter';
import type { Clock } from './clock';

/** Changes of one refresh arrive within a few milliseconds, page by page. */
const settleMs = 30;

/**
 * Runs soon after the first call, then at most once every `ms` while calls go on; the last is never lost. For what
 * the user waits for, while a `Throttle` waits `ms` each time.
 */
export class PromptThrottle implements Disposable {
  /** Set from the first call until `ms` after the last run. */
  private timer: unknown;
  private isRequested = false;

  constructor(
    private readonly run: () => void,
    private readonly ms: number,
    private readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>,
  ) {}

  request(): void {
    this.isRequested = true;
    this.timer ??= this.clock.setTimeout(this.next, Math.min(settleMs, this.ms));
  }

  dispose(): void {
    this.clock.clearTimeout(this.timer);
    this.timer = undefined;
    this.isRequested = false;
  }

  private readonly next = (): void => {
    this.timer = undefined;
    if (this.isRequested) {
      this.isRequested = false;
      this.timer = this.clock.setTimeout(this.next, this.ms);
      this.run();
    }
  };
}
