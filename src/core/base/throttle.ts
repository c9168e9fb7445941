import type { Disposable } from './emitter';
import type { Clock } from './clock';

/**
 * Turns a flood of calls into at most one every `ms`: the first of a flood is held back `ms`, the
 * last is never lost.
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
