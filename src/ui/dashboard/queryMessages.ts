import type { SliceClock, Clock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/emitter';
import { runInSlices } from '../../core/base/timeSlicing';
import { causeTitle } from '../../core/causes/causeOf';
import { minuteMs } from '../../core/base/timeUnits';
import { TimeZone } from '../../core/base/timeZone';
import { perFacet } from '../../core/filter/facets';
import { dependsOnNow, type JobQuerySpec } from '../../core/filter/jobFilter';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { ViewResult } from '../../core/query/viewResult';
import type { JobStore } from '../../core/store/jobStore';
import type { Count } from '../../core/store/statistics';
import type { Message } from '../../protocol/messages';
import type { FacetOption, RowWindow } from '../../protocol/rows';
import type { RowRange, ToHost } from '../../protocol/toHost';
import type { ToPage } from '../../protocol/toPage';
import { countMatches } from './filterCounts';
import { displayedRow } from './jobRow';
import { MinuteTimer } from './minuteTimer';
import { knowsRows, QueryRunner } from './queryRunner';

export interface QueryMessagesOptions {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly post: (message: ToPage) => void;
  /** Called when the query or the job in the details changes. */
  readonly onQueryChange?: () => void;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'> & SliceClock;
}

/** The newest query of the page. */
export interface PageQuery {
  readonly spec: JobQuerySpec;
  /** The time that ages are measured from. */
  readonly now: number;
}

/** A query that is kept while its filter is unchanged, so that an update or a sort costs only what changed. */
interface OpenQuery extends PageQuery {
  readonly filterKey: string;
  readonly sortKey: string;
  readonly query: JobQuery;
}

type ResultWindow = Message<ToPage, 'result'>['window'];

/** The page shows the title of a cause; searches and links have its id. */
export const labeled = ({ value, count }: Count): FacetOption =>
  value === '' ? { value, count } : { value, count, label: causeTitle(value) };

/** Sends the page the result of its newest query: counts, rows, job IDs and charts. */
export class QueryMessages implements Disposable {
  private readonly runner: QueryRunner;
  /** Runs while the page shows jobs that can start or stop matching, or get stuck, without changing. */
  private readonly minutes: MinuteTimer;
  private open: OpenQuery | undefined;
  private charting: Disposable | undefined;
  private counting: Disposable | undefined;

  constructor(
    private readonly options: QueryMessagesOptions,
    onMinute: () => void,
  ) {
    this.runner = new QueryRunner(options.clock);
    this.minutes = new MinuteTimer(onMinute, options.clock);
  }

  get newest(): PageQuery | undefined {
    return this.open;
  }

  /** A newer query cancels a running one. */
  answer({ id, filter, sort, window }: Message<ToHost, 'query'>): void {
    // Job ages change without the store changing, so a search by age is evaluated anew each minute.
    const minute = Math.floor(this.options.clock.now() / minuteMs);
    const now = minute * minuteMs;
    const isTimed = dependsOnNow(filter);
    if (isTimed) {
      this.minutes.start();
    } else {
      this.minutes.stop();
    }
    this.charting?.dispose();
    this.counting?.dispose();
    const query = this.queryFor({ filter, sort }, now);
    let sent: RowWindow | undefined;
    this.runner.run(id, query, {
      topRows: window?.start === 0 ? window.end : 0,
      onTopRows: rows => {
        sent = this.windowOf(rows, 0);
        this.options.post({ type: 'rows', id, ...sent });
      },
      onResult: result => this.postResult(id, result, this.newWindow(result, window, sent)),
    });
  }

  answerRows({ id, start, end }: Message<ToHost, 'rows'>): void {
    this.runner.whenKnown(
      id,
      end,
      result => this.options.post({ type: 'rows', id, ...this.rowsOf(result, { start, end }) }),
      () => this.options.post({ type: 'gone', id }),
    );
  }

  answerIds({ id, start, end }: Message<ToHost, 'ids'>): void {
    const { store, post } = this.options;
    this.runner.whenKnown(id, end, ({ rows }) => {
      const jobIds = store.rows.idsOf(rows.subarray(start, end));
      post({ type: 'ids', id, start, jobIds });
    });
  }

  answerCharts({ id, timeZone }: Message<ToHost, 'charts'>): void {
    const { clock, post } = this.options;
    this.runner.whenKnown(id, 0, () => {
      this.charting?.dispose();
      const work = this.open?.query.charts(TimeZone.of(timeZone), clock.now());
      this.charting =
        work && runInSlices(work, clock, charts => post({ type: 'charts', id, ...charts }));
    });
  }

  answerCounts({ id, filters }: Message<ToHost, 'counts'>): void {
    const { queries, clock, post } = this.options;
    this.counting?.dispose();
    const work = countMatches(queries, filters, clock.now());
    this.counting = runInSlices(work, clock, counts => post({ type: 'counts', id, counts }));
  }

  /** The store now holds another table, whose rows invalidate the result. */
  forget(): void {
    this.runner.forget();
    // The query reopens on demand; disposing of it frees the old rows now.
    this.open?.query.dispose();
    this.charting?.dispose();
    this.counting?.dispose();
  }

  /** The page is hidden, and asks again once it is shown. */
  pause(): void {
    this.minutes.stop();
  }

  dispose(): void {
    this.minutes.dispose();
    this.charting?.dispose();
    this.counting?.dispose();
    this.runner.dispose();
    this.open?.query.dispose();
  }

  private queryFor(spec: JobQuerySpec, now: number): JobQuery {
    const before = this.open;
    const [filterKey, sortKey] = [JSON.stringify(spec.filter), JSON.stringify(spec.sort)];
    const kept = before?.filterKey === filterKey ? before.query : undefined;
    if (kept) {
      kept.advance(now);
      kept.sortBy(spec.sort);
    } else {
      before?.query.dispose();
    }
    const query = kept ?? this.options.queries.open(spec.filter, spec.sort, now);
    this.open = { filterKey, sortKey, query, now, spec };
    if (!kept || before?.sortKey !== sortKey) {
      this.options.onQueryChange?.();
    }
    return query;
  }

  /** The rows of a window, unless they are those that were sent before the result; undefined if not yet known. */
  private newWindow(
    result: ViewResult,
    range: RowRange | undefined,
    sent: RowWindow | undefined,
  ): ResultWindow {
    if (!range || !knowsRows(result, range.end)) {
      return undefined;
    }
    const window = this.rowsOf(result, range);
    return JSON.stringify(window) === JSON.stringify(sent) ? 'sent' : window;
  }

  private postResult(id: number, result: ViewResult, window: ResultWindow): void {
    const { matching, statistics, unresolved, stuck, facets, mayGetStuck } = result;
    if (mayGetStuck) {
      this.minutes.start();
    }
    this.options.post({
      type: 'result',
      id,
      matching,
      statistics: { ...statistics, unresolved, stuck, byStatus: [...statistics.byStatus] },
      facets: { ...perFacet(key => [...facets[key]]), causes: facets.causes.map(labeled) },
      ...(window && { window }),
    });
  }

  private rowsOf({ rows }: ViewResult, { start, end }: RowRange): RowWindow {
    return this.windowOf(rows.subarray(start, end), start);
  }

  private windowOf(rows: Uint32Array, start: number): RowWindow {
    const { store, taskTypes } = this.options;
    return { start, rows: Array.from(rows, row => displayedRow(store.rows, row, taskTypes.of)) };
  }
}
