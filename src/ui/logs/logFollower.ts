import type { Clock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/emitter';
import { isAbort } from '../../core/diagnostics/errors';
import { isComplete, nextReadMs } from '../../core/logs/followPolicy';
import type { OpenedLog } from './openedLog';

/** `waiting`: the last read failed for a reason that only the user can remove. */
export type FollowPhase = 'off' | 'following' | 'waiting' | 'ended';

export interface LogFollowerOptions {
  readonly log: Pick<OpenedLog, 'readNew' | 'problem' | 'isAtEnd'>;
  readonly clock: Clock;
  readonly isVisible: () => boolean;
  /** Whether the attempt has ended. */
  readonly isOver: () => boolean;
  /** New lines have arrived. */
  readonly onLines: () => void;
  readonly onPhase: () => void;
}

/** Problems that another attempt to read does not solve. */
const permanent = /^(credentials\.|restricted$|logs\.(denied|groupMissing|endpoint|sample)$)/;

/** Reads the new lines of a log at intervals, until its attempt has ended and nothing more arrives. */
export class LogFollower implements Disposable {
  private timer: unknown;
  private abort: AbortController | undefined;
  private failures = 0;
  private quietSince = 0;
  private current: FollowPhase = 'off';

  constructor(private readonly options: LogFollowerOptions) {}

  get phase(): FollowPhase {
    return this.current;
  }

  start(): void {
    if (this.current !== 'following') {
      this.failures = 0;
      this.quietSince = this.options.clock.now();
      this.enter('following');
      this.plan();
    }
  }

  stop(): void {
    this.cancel();
    this.enter('off');
  }

  /** Something changed that may make the next read due earlier, or possible again. */
  wake(): void {
    if (this.current === 'waiting') {
      this.start();
    } else if (this.current === 'following' && !this.abort) {
      this.plan();
    }
  }

  dispose(): void {
    this.cancel();
    this.current = 'off';
  }

  private plan(): void {
    const { clock, isVisible } = this.options;
    clock.clearTimeout(this.timer);
    const wait = nextReadMs({ isVisible: isVisible(), failures: this.failures });
    this.timer = clock.setTimeout(() => void this.read(), wait);
  }

  private async read(): Promise<void> {
    const { log, clock, isOver, onLines, onPhase } = this.options;
    const abort = new AbortController();
    this.abort = abort;
    try {
      const wasOver = isOver();
      const hadProblem = log.problem !== undefined;
      const hasNew = await log.readNew(abort.signal);
      if (abort.signal.aborted) {
        return;
      }
      this.failures = 0;
      if (hasNew) {
        this.quietSince = clock.now();
        onLines();
      } else if (hadProblem) {
        onPhase();
      }
      if (!log.isAtEnd) {
        this.enter('off');
      } else if (!hasNew && isComplete(wasOver, clock.now() - this.quietSince)) {
        this.enter('ended');
      }
    } catch (error) {
      if (isAbort(error) || abort.signal.aborted) {
        return;
      }
      const code = log.problem?.code ?? '';
      // A stream that does not exist yet is no failure.
      this.failures += code === 'logs.streamMissing' ? 0 : 1;
      if (permanent.test(code)) {
        this.enter('waiting');
      } else if (isComplete(isOver(), clock.now() - this.quietSince)) {
        this.enter('ended');
      } else {
        onPhase();
      }
    } finally {
      this.abort = this.abort === abort ? undefined : this.abort;
    }
    if (this.current === 'following') {
      this.plan();
    }
  }

  private cancel(): void {
    this.options.clock.clearTimeout(this.timer);
    this.abort?.abort();
    this.abort = undefined;
  }

  private enter(phase: FollowPhase): void {
    if (this.current !== phase) {
      this.current = phase;
      this.options.onPhase();
    }
  }
}
