import type { Clock } from '../../core/base/clock';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { Throttle } from '../../core/base/throttle';
import { runInSlices } from '../../core/base/timeSlicing';
import { queueLoadsOf, type QueueLoads } from '../../core/queues/queueLoad';
import type { JobStore } from '../../core/store/jobStore';

/** Limits how often all jobs are counted while they change. */
const countEveryMs = 2_000;

/** The loads of all queues, counted only while somebody looks. */
export class ShownQueueLoads implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly recount: Throttle;
  private readonly subscription: Disposable;
  private counting: Disposable | undefined;
  private loads: QueueLoads = new Map();
  private isOutdated = true;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly store: Pick<JobStore, 'rows' | 'onDidChange'>,
    private readonly isShown: () => boolean,
    private readonly clock: Clock,
  ) {
    this.recount = new Throttle(() => this.count(), countEveryMs, clock);
    this.subscription = store.onDidChange(() => {
      this.isOutdated = true;
      if (isShown()) {
        this.recount.request();
      }
    });
  }

  get current(): QueueLoads {
    return this.loads;
  }

  /** Call when the view is shown. */
  show(): void {
    if (this.isOutdated) {
      this.count();
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.recount.dispose();
    this.counting?.dispose();
    this.changed.dispose();
  }

  private count(): void {
    if (!this.isShown()) {
      return;
    }
    this.counting?.dispose();
    this.isOutdated = false;
    this.counting = runInSlices(queueLoadsOf(this.store.rows), this.clock, loads => {
      this.loads = loads;
      this.changed.fire(undefined);
    });
  }
}
