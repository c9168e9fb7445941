import type { Disposable } from '../base/emitter';
import { newestFirst, type Sort, type SortKey } from '../filter/columns';
import type { JobStore } from '../store/jobStore';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { RowOrder } from './rowOrder';
import { rowSort } from './rowSort';

/** The number of unused orders to keep, so that returning to one costs nothing. */
const maxIdleOrders = 2;

interface CachedOrder {
  readonly order: RowOrder;
  /** The order of rows with equal keys. */
  readonly ties: CachedOrder | undefined;
  readonly subscription: Disposable;
  users: number;
}

/** An order in use, until it is disposed of. */
export interface OpenOrder extends Disposable {
  readonly order: RowOrder;
}

/** The row orders of one table. Queries with the same sort share one. */
export class OrderCache implements Disposable {
  private readonly cached = new Map<string, CachedOrder>();

  constructor(
    private readonly store: JobStore,
    private readonly taskTypes: RowTaskTypes,
  ) {}

  /** The caller must dispose of the order. */
  open(sort: Sort): OpenOrder {
    const cached = this.acquire(sort);
    cached.users++;
    const dispose = (): void => {
      cached.users--;
      this.dropIdle();
    };
    return { order: cached.order, dispose };
  }

  dispose(): void {
    this.cached.forEach(({ subscription }) => subscription.dispose());
    this.cached.clear();
  }

  private acquire(sort: Sort): CachedOrder {
    const name = nameOf(sort);
    const cached = this.cached.get(name) ?? this.make(sort);
    // Moves it to the end: the least recently used order is dropped first.
    this.cached.delete(name);
    this.cached.set(name, cached);
    return cached;
  }

  /** Rows with equal keys are ordered by the second key, then newest first, then by row. */
  private make(sort: Sort): CachedOrder {
    const { rows } = this.store;
    const ties = sort.then ?? (sort.column === newestFirst.column ? undefined : newestFirst);
    const cached = ties && this.acquire(ties);
    if (cached) {
      cached.users++;
    }
    const order = new RowOrder(rows, rowSort(rows, this.taskTypes, sort), cached?.order);
    return { order, ties: cached, subscription: this.store.observe(order), users: 0 };
  }

  private dropIdle(): void {
    const idle = [...this.cached].filter(
      ([name, { users }]) => users === 0 && name !== nameOf(newestFirst),
    );
    for (const [name, { subscription, ties }] of idle.slice(0, -maxIdleOrders)) {
      subscription.dispose();
      this.cached.delete(name);
      if (ties) {
        ties.users--;
      }
    }
  }
}

function nameOf({ then, ...first }: Sort): string {
  const name = ({ column, direction }: SortKey): string => `${column} ${direction}`;
  return then ? `${name(first)}, ${name(then)}` : name(first);
}
