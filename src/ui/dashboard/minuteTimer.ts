import type { Disposable } from '../../core/base/emitter';
import type { Clock } from '../../core/base/clock';
import { minuteMs } from '../../core/base/timeUnits';

/** Calls back at the start of each minute while it runs. */
export class MinuteTimer implements Disposable {
  private timer: unknown;

  constructor(
    private readonly onMinute: () => void,
    private readonly clock: Pick<Clock, 'now' | 'setTimeout' | 'clearTimeout'>,
  ) {}

  /** Does nothing if it runs already. */
  start(): void {
    const { clock } = this;
    this.timer ??= clock.setTimeout(
      () => {
        this.timer = undefined;
        this.start();
        this.onMinute();
      },
      minuteMs - (clock.now() % minuteMs),
    );
  }

  stop(): void {
    this.clock.clearTimeout(this.timer);
    this.timer = undefined;
  }

  dispose(): void {
    this.stop();
  }
}
