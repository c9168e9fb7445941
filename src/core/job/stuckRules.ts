import { Emitter, type Disposable } from '../base/emitter';
import { defaultStuckLimits, stuckStatuses, type StuckLimits } from './stuckJobs';

/** The current limits after which jobs are stuck, which the user can change at any time. */
export class StuckRules implements Disposable {
  private readonly changed = new Emitter<undefined>();

  readonly onDidChange = this.changed.event;

  constructor(private current: StuckLimits = defaultStuckLimits) {}

  get limits(): StuckLimits {
    return this.current;
  }

  use(limits: StuckLimits): void {
    if (stuckStatuses.some(status => limits[status] !== this.current[status])) {
      this.current = limits;
      this.changed.fire(undefined);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}
