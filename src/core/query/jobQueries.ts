import type { Sort } from '../filter/columns';
import { DisposableStore } from '../base/disposableStore';
import { Emitter, type Disposable } from '../base/emitter';
import type { TimeZone } from '../base/timeZone';
import type { JobFilter } from '../filter/jobFilter';
import type { UsualRuns } from '../job/longRuns';
import type { StuckLimits } from '../job/stuckJobs';
import type { JobStore } from '../store/jobStore';
import { JobView } from './jobView';
import { RowMarks } from './rowMarks';
import type { RowTally } from './rowTally';
import type { ViewResult } from './viewResult';
import { SearchCache } from './searchCache';
import type { BarGrid } from './barGrid';
import { ChartCounts, type Charts } from './chartCounts';
import { combinedFacets } from './facetCounts';
import { RowCombinations } from './rowCombinations';
import { rowFacets, rowFilter, type FilterContext } from './rowFilter';
import { OrderCache, type OpenOrder } from './orderCache';
import { RunTimes } from './runTimes';
import { RowTaskTypes } from '../store/rowTaskTypes';
import { StuckRules } from '../job/stuckRules';
import type { TaskTypes } from '../job/taskTypes';

/** Runs queries over the store, and updates their results at a cost proportional to the changes. */
export class JobQueries implements Disposable {
  private readonly rulesChanged = new Emitter<undefined>();
  private orders: Orders;
  private readonly subscriptions: DisposableStore;

  /** Fires when jobs may match otherwise by other rules for task types or stuck jobs. */
  readonly onDidChangeRules = this.rulesChanged.event;

  constructor(
    private readonly store: JobStore,
    taskTypes: TaskTypes,
    stuckRules = new StuckRules(),
  ) {
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

  /** How long jobs like this one usually run; undefined if too few have succeeded, or the job is gone. */
  *usualRuns(jobId: string): Generator<undefined, UsualRuns | undefined> {
    const { orders } = this;
    const runTimes = orders.runTimes();
    yield* runTimes.settle();
    const row = orders === this.orders ? this.store.rowOfJob(jobId) : undefined;
    return row === undefined ? undefined : runTimes.usual(row);
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.orders.dispose();
  }
}

interface OpenView {
  readonly orders: Orders;
  readonly view: JobView;
  /** Replaced by `JobQuery.sortBy`. */
  order: OpenOrder;
  readonly close: () => void;
}

/** One query and its result, which follows the store. */
export class JobQuery implements Disposable {
  private open: OpenView | undefined;
  /** Maintained once charts were requested. */
  private rowCharts: ChartCounts | undefined;

  constructor(
    private readonly orders: () => Orders,
    private readonly filter: JobFilter,
    private sort: Sort,
    private now: number | undefined,
  ) {}

  /** Changes the order; which jobs match is still known. */
  sortBy(sort: Sort): void {
    this.sort = sort;
    const { open } = this;
    if (open?.orders === this.orders()) {
      const before = open.order;
      open.order = open.orders.order(sort);
      open.view.orderBy(open.order.order);
      before.dispose();
    }
  }

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
   * The rows of the first `count` jobs, long before the result of `update`; undefined if that does not take long, if
   * fewer or few jobs match, or if their order is not known.
   */
  *top(count: number): Generator<undefined, Uint32Array | undefined> {
    const { orders, view } = this.opened();
    const rows = yield* view.top(count);
    return orders === this.orders() ? rows : undefined;
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
    this.open?.order.dispose();
    this.open = undefined;
    this.rowCharts = undefined;
  }

  private opened(): { readonly orders: Orders; readonly view: JobView } {
    const orders = this.orders();
    if (this.open?.orders !== orders) {
      this.dispose();
      const order = orders.order(this.sort);
      this.open = { orders, order, ...orders.view(this.filter, order, this.now ?? Date.now()) };
    }
    return this.open;
  }
}

/** What the queries over one table share under one set of rules. */
class Orders implements Disposable {
  private readonly orders: OrderCache;
  private spareMarks: RowMarks | undefined;
  private readonly taskTypes: RowTaskTypes;
  private readonly searches: SearchCache;
  private readonly context: FilterContext;
  private readonly subscription: Disposable;
  private grid: BarGrid | undefined;
  private usual: ReturnType<Orders['followRunTimes']> | undefined;

  constructor(
    private readonly store: JobStore,
    taskTypes: TaskTypes,
    stuckLimits: StuckLimits,
  ) {
    this.taskTypes = new RowTaskTypes(store.rows, taskTypes.of);
    this.orders = new OrderCache(store, this.taskTypes);
    this.searches = new SearchCache(store, this.taskTypes);
    const facets = rowFacets(store.rows, this.taskTypes);
    const combinations = new RowCombinations(combinedFacets.map(key => facets[key]));
    this.subscription = store.derive(combinations);
    this.context = {
      rows: store.rows,
      taskTypes: this.taskTypes,
      facets,
      combinations,
      searches: this.searches,
      stuckLimits,
      runTimes: () => this.runTimes(),
    };
  }

  /** The caller must dispose of the order. */
  order(sort: Sort): OpenOrder {
    return this.orders.open(sort);
  }

  view(
    filter: JobFilter,
    { order }: OpenOrder,
    now: number,
  ): { readonly view: JobView; readonly close: () => void } {
    const { rows } = this.store;
    const marks = this.spareMarks ?? new RowMarks();
    this.spareMarks = undefined;
    const ofRows = rowFilter(this.context, filter, now);
    const view = new JobView(rows, ofRows, order, marks);
    const subscriptions = new DisposableStore(
      this.store.observe(view),
      ...(ofRows.runTimes ? [ofRows.runTimes.onDidChange(running => view.outdate(running))] : []),
    );
    const close = (): void => {
      subscriptions.dispose();
      this.spareMarks = marks;
    };
    return { view, close };
  }

  /** Without a grid, that of the last charts, which often fits. */
  charts(zone: TimeZone, grid?: BarGrid): ChartCounts {
    this.grid = grid ?? (this.grid?.zone.name === zone.name ? this.grid : undefined);
    return new ChartCounts(this.store.rows, this.taskTypes, zone, this.grid);
  }

  runTimes(): RunTimes {
    this.usual ??= this.followRunTimes();
    return this.usual.runTimes;
  }

  dispose(): void {
    this.subscription.dispose();
    this.usual?.subscriptions.dispose();
    this.orders.dispose();
    this.searches.dispose();
  }

  private followRunTimes() {
    const runTimes = new RunTimes(this.store.rows);
    return { runTimes, subscriptions: new DisposableStore(runTimes, this.store.observe(runTimes)) };
  }
}
