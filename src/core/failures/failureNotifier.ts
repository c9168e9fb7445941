import { hourMs } from '../base/timeUnits';
import type { Disposable } from '../base/emitter';
import type { NewFailure } from './newFailureDetector';
import type { Clock } from '../base/clock';

export interface FailureNotifierOptions {
  readonly clock: Pick<Clock, 'now' | 'setTimeout' | 'clearTimeout'>;
  /** Failures within this time are grouped into one message. */
  readonly windowMs: () => number;
  /** If the timer fires later than this, the computer slept, and the failures are no longer new. */
  readonly maxGapMs: () => number;
  /** Whether a failure is still unacknowledged. */
  readonly stillCounts: (jobId: string) => boolean;
  /** Shows a message; settles when it is closed. */
  readonly show: (failures: readonly NewFailure[]) => PromiseLike<unknown>;
}

/** The maximum delay that open messages cause. */
const maxWaitMs = hourMs;

/**
 * Notifies of failures, many in one message. While a message is open, the next one waits until it is closed,
 * or twice as long as the previous one did, so that a user who was away finds only a few messages.
 */
export class FailureNotifier implements Disposable {
  private pending: NewFailure[] = [];
  private pendingSince = 0;
  private dueAt = 0;
  private timer: unknown;
  /** Messages since the last one was closed. */
  private unclosedMessages = 0;

  constructor(private readonly options: FailureNotifierOptions) {}

  add(failures: readonly NewFailure[]): void {
    if (this.pending.length === 0) {
      this.pendingSince = this.options.clock.now();
    }
    this.pending = [...this.pending, ...failures];
    if (this.timer === undefined) {
      this.plan();
    }
  }

  /** Discards pending failures. */
  clear(): void {
    this.options.clock.clearTimeout(this.timer);
    this.timer = undefined;
    this.pending = [];
  }

  dispose(): void {
    this.clear();
  }

  private plan(): void {
    const { clock, windowMs } = this.options;
    clock.clearTimeout(this.timer);
    const window = windowMs();
    const wait =
      this.unclosedMessages === 0
        ? window
        : Math.min(window * 2 ** this.unclosedMessages, maxWaitMs);
    const now = clock.now();
    // A clock that was set back must not make the wait longer.
    const waited = Math.max(0, now - this.pendingSince);
    this.dueAt = now + Math.max(0, wait - waited);
    this.timer = clock.setTimeout(() => this.notify(), this.dueAt - now);
  }

  private notify(): void {
    const { clock, maxGapMs, stillCounts, show } = this.options;
    const slept = clock.now() - this.dueAt > maxGapMs();
    const recent = slept
      ? []
      : this.pending.filter(({ jobId }) => stillCounts(jobId)).sort(byFailureTime);
    this.clear();
    if (recent.length > 0) {
      this.unclosedMessages++;
      const onClosed = (): void => this.onClosed();
      show(recent).then(onClosed, onClosed);
    }
  }

  private onClosed(): void {
    this.unclosedMessages = 0;
    if (this.pending.length > 0) {
      this.plan();
    }
  }
}

/** The table returns jobs in no particular order. */
const byFailureTime = (a: NewFailure, b: NewFailure): number => (a.time ?? 0) - (b.time ?? 0);
