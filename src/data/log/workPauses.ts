import { setImmediate as turn } from 'node:timers/promises';

/** All extensions share one thread, so work yields after this time. */
const sliceMs = 10;

/** Lets long work yield to other work, now and then. */
export class WorkPauses {
  private end = performance.now() + sliceMs;

  async pauseIfDue(): Promise<void> {
    if (performance.now() > this.end) {
      await turn();
      this.end = performance.now() + sliceMs;
    }
  }
}
