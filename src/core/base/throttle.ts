import type { Disposable } from './emitter';
import type { Clock } from './clock';

/**
 * Runs at most once every `ms`, at the trailing edge: the first call waits `ms`, and the last is never lost.
 */
export class Throttle implements Disposable {
  private timer: unknown;

  constructor(
    private readonly run: () => void,
    private readonly ms: number,
    private readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>,
  ) {}

  request(): void {
    this.timer ??= this.clock.setTimeout(() => {
      this.timer = undefined;
      this.run();
    }, this.ms);
  }

  dispose(): void {
    this.clock.clearTimeout(this.timer);
    this.timer = undefined;
  }
}
