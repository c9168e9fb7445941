import type { Clock } from '../base/clock';
import type { Disposable } from '../base/emitter';
import type { StuckRules } from '../job/stuckRules';
import type { JobStore, RowObserver } from '../store/jobStore';
import { StoreObserver } from '../store/storeObserver';
import { StuckRows } from './stuckRows';

/** How many of all jobs have been waiting or starting for too long. */
export class StuckCount implements Disposable {
  private follower: StoreObserver<FollowedRows>;
  private readonly subscription: Disposable;

  constructor(
    store: JobStore,
    rules: Pick<StuckRules, 'limits' | 'onDidChange'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    const follow = (): StoreObserver<FollowedRows> =>
      new StoreObserver(store, rows => {
        const stuck = new StuckRows(rows, rules.limits, clock.now());
        return {
          stuck,
          entered: row => stuck.count(row, 1),
          leaving: row => stuck.count(row, -1),
        };
      });
    this.follower = follow();
    this.subscription = rules.onDidChange(() => {
      this.follower.dispose();
      this.follower = follow();
    });
  }

  /** The jobs that are stuck by now, and whether the passing of time alone may add to them. */
  read(): { readonly stuck: number; readonly mayGetStuck: boolean } {
    const { stuck } = this.follower.current;
    stuck.advance(this.clock.now());
    return { stuck: stuck.size, mayGetStuck: stuck.mayGrow };
  }

  dispose(): void {
    this.subscription.dispose();
    this.follower.dispose();
  }
}

interface FollowedRows extends RowObserver {
  readonly stuck: StuckRows;
}
