import { newestFirst, type Sort, type SortKey } from '../filter/columns';
import { DisposableStore } from '../base/disposableStore';
import { Emitter, type Disposable } from '../base/emitter';
import type { TimeZone } from '../base/timeZone';
import type { JobFilter } from '../filter/jobFilter';
import type { StuckLimits } from '../job/stuckJobs';
import type { JobStore } from '../store/jobStore';
import { JobView, ViewMemory, type RowTally, type ViewResult } from './jobView';
import { SearchCache } from './searchCache';
import type { BarGrid } from './barGrid';
import { ChartCounts, type Charts } from './chartCounts';
import { rowFacets, rowFilter, type FilterContext } from './rowFilter';
import { RowOrder } from './rowOrder';
import { rowSort } from './rowSort';
import { RowTaskTypes } from '../store/rowTaskTypes';
import { StuckRules } from '../job/stuckRules';
import type { TaskTypes } from '../job/taskTypes';

/** The number of unused orders to keep, so that returning to one costs nothing. */
const maxIdleOrders = 2;

/** Runs queries over the store, and updates their results at a cost proportional to the changes. */
export class JobQueries implements Disposable {
  private readonly rulesChanged = new Emitter<undefined>();
  private orders: Orders;
  private readonly subscriptions: DisposableStore;

  /** Fires when jobs may match otherwise by other rules for task types or stuck jobs. */
  readonly onDidChangeRules = this.rulesChanged.event;

  constructor(store: JobStore, taskTypes: TaskTypes, stuckRules = new StuckRules()) {
    const open = (): Orders => new Orders(store, taskTypes, stuckRules.limits);
    this.orders = open();
    const reset = (): void => {
      this.orders.dispose();
      this.orders = open();
    };
    const resetByRules = (): void => {
      reset();
      this.rulesChanged.fire(undefined);
    };
    this.subscriptions = new DisposableStore(
      this.rulesChanged,
      store.onDidReset(reset),
      taskTypes.onDidChange(resetByRules),
      stuckRules.onDidChange(resetByRules),
    );
  }

  /**
   * The caller must dispose of the query. `now` is the time that ages are measured from, in milliseconds since
   * the epoch; absent: when the query first reads the store.
   */
  open(filter: JobFilter, sort: Sort, now?: number): JobQuery {
    return new JobQuery(() => this.orders, filter, sort, now);
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.orders.dispose();
  }
}

/** One query and its result, which follows the store. */
export class JobQuery implements Disposable {
  private open:
    { readonly orders: Orders; readonly view: JobView; readonly close: () => void } | undefined;
  /** Maintained once charts were requested. */
  private rowCharts: ChartCounts | undefined;

  constructor(
    private readonly orders: () => Orders,
    private readonly filter: JobFilter,
    private readonly sort: Sort,
    private now: number | undefined,
  ) {}

  /**
   * Moves the time that ages are measured from, in whole minutes. The next update evaluates only the jobs that
   * start or stop matching by then.
   */
  advance(now: number): void {
    const isBack = now < (this.now ?? Infinity);
    this.now = now;
    if (isBack) {
      // The clock was set back: start over.
      this.dispose();
    } else {
      this.open?.view.advance(now);
    }
  }

  /** The result for the current jobs; yields while computing it. */
  *update(): Generator<undefined, ViewResult> {
    for (;;) {
      const { orders, view } = this.opened();
      const result = yield* view.update();
      // Another table may have been opened meanwhile.
      if (orders === this.orders()) {
        return result;
      }
    }
  }

  /**
   * The result of `update` with its first jobs only, for a new order where sorting all jobs takes long;
   * undefined if it does not, or if jobs changed meanwhile.
   */
  *first(count: number): Generator<undefined, ViewResult | undefined> {
    const { orders, view } = this.opened();
    const result = yield* view.first(count);
    return orders === this.orders() ? result : undefined;
  }

  /**
   * The charts of the matching jobs; days begin by the clock of the time zone. `now` is the end of the axis of a
   * filter such as the last hour.
   */
  *charts(zone: TimeZone, now: number): Generator<undefined, Charts> {
    const filter = { range: this.filter.time, now };
    for (;;) {
      const { orders, view } = this.opened();
      if (this.rowCharts?.zone.name !== zone.name) {
        this.rowCharts = orders.charts(zone);
      }
      const { rowCharts } = this;
      yield* view.follow(rowCharts);
      if (orders !== this.orders()) {
        continue;
      }
      const grid = rowCharts.nextGrid(filter);
      if (!grid) {
        return rowCharts.read(filter);
      }
      this.rowCharts = orders.charts(zone, grid);
    }
  }

  /**
   * Reports each matching job to the tally, yielding between chunks, and from then on each that starts or
   * stops matching; new jobs are reported by the next call. The tally replaces that of the charts. Once the
   * table or the rules have changed, nothing is reported: open a new query.
   */
  *follow(tally: RowTally): Generator<undefined, void> {
    if (!this.open || this.open.orders === this.orders()) {
      yield* this.opened().view.follow(tally);
    }
  }

  dispose(): void {
    this.open?.close();
    this.open = undefined;
    this.rowCharts = undefined;
  }

  private opened(): { readonly orders: Orders; readonly view: JobView } {
    const orders = this.orders();
    if (this.open?.orders !== orders) {
      this.dispose();
      this.open = { orders, ...orders.view(this.filter, this.sort, this.now ?? Date.now()) };
    }
    return this.open;
  }
}

interface CachedOrder {
  readonly order: RowOrder;
  /** The order of rows with equal keys. */
  readonly ties: CachedOrder | undefined;
  readonly subscription: Disposable;
  users: number;
}

/** The row orders of one table under one set of rules. */
class Orders implements Disposable {
  private readonly cached = new Map<string, CachedOrder>();
  private spareMemory: ViewMemory | undefined;
  private readonly taskTypes: RowTaskTypes;
  private readonly searches: SearchCache;
  private readonly context: FilterContext;
  private grid: BarGrid | undefined;

  constructor(
    private readonly store: JobStore,
    taskTypes: TaskTypes,
    stuckLimits: StuckLimits,
  ) {
    this.taskTypes = new RowTaskTypes(store.rows, taskTypes.of);
    this.searches = new SearchCache(store, this.taskTypes);
    this.context = {
      rows: store.rows,
      taskTypes: this.taskTypes,
      facets: rowFacets(store.rows, this.taskTypes),
      searches: this.searches,
      stuckLimits,
    };
  }

  view(
    filter: JobFilter,
    sort: Sort,
    now: number,
  ): { readonly view: JobView; readonly close: () => void } {
    const cached = this.acquire(sort);
    cached.users++;
    const { rows } = this.store;
    const memory = this.spareMemory ?? new ViewMemory();
    this.spareMemory = undefined;
    const view = new JobView(rows, rowFilter(this.context, filter, now), cached.order, memory);
    const subscription = this.store.observe(view);
    const close = (): void => {
      subscription.dispose();
      this.spareMemory = memory;
      cached.users--;
      this.dropIdle();
    };
    return { view, close };
  }

  /** Without a grid, that of the last charts, which often fits. */
  charts(zone: TimeZone, grid?: BarGrid): ChartCounts {
    this.grid = grid ?? (this.grid?.zone.name === zone.name ? this.grid : undefined);
    return new ChartCounts(this.store.rows, this.taskTypes, zone, this.grid);
  }

  dispose(): void {
    this.cached.forEach(({ subscription }) => subscription.dispose());
    this.cached.clear();
    this.searches.dispose();
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
