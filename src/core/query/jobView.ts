import { chunkOf, firstOfChunk } from '../store/columns/chunks';
import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import { AttentionCounts } from './attentionCounts';
import { DueRows } from './dueRows';
import { FacetCounts } from './facetCounts';
import type { FirstRows } from './firstRows';
import type { RowFilter } from './rowFilter';
import { RowMarks } from './rowMarks';
import type { RowOrder } from './rowOrder';
import { TallyReports, type RowTally } from './rowTally';
import { topRows } from './topRows';
import { viewResult, type ViewResult } from './viewResult';

/** Rows evaluated between two yields. */
const chunkSize = 4096;

/** Evaluating fewer rows takes no longer than looking for the first ones. */
const minUnevaluated = 512;

/**
 * The jobs that match a filter, in an order. Every row is evaluated once; from then on, the counts follow
 * each row that is added, changed or removed, and only the list is rebuilt.
 */
export class JobView implements RowObserver {
  /** Rows below this have been evaluated. */
  private evaluated = 0;
  private latest: ViewResult | undefined;
  private readonly facets: FacetCounts;
  private readonly attention: AttentionCounts;
  private reports: TallyReports | undefined;
  private readonly due: DueRows;
  /** Rows that may have started or stopped matching as time passed. */
  private overdue: number[] = [];
  /** The search for the first rows, while it runs. */
  private search: FirstRows | undefined;

  constructor(
    private readonly rows: JobColumns,
    private readonly filter: RowFilter,
    private order: RowOrder,
    private readonly marks: RowMarks = new RowMarks(),
  ) {
    marks.clear();
    this.due = new DueRows(filter.now);
    this.attention = new AttentionCounts(rows, filter.stuckLimits, filter.now);
    this.facets = new FacetCounts(filter.facets, filter.combinations);
  }

  entered(row: number): void {
    this.latest = undefined;
    if (row < this.evaluated) {
      this.evaluate(row);
      this.reports?.change(row, 1);
    }
  }

  leaving(row: number): void {
    this.latest = undefined;
    this.search?.change(row);
    if (row < this.evaluated) {
      this.reports?.change(row, -1);
      this.remove(row);
    }
  }

  /** Changes the order; the rows that match stay. */
  orderBy(order: RowOrder): void {
    if (this.order !== order) {
      this.order = order;
      this.latest = undefined;
    }
  }

  /** Moves the time that ages are measured from, in whole minutes. */
  advance(now: number): void {
    this.filter.now = now;
    if (this.attention.advance(now)) {
      this.latest = undefined;
    }
    const due = this.due.takeDue(now);
    if (due.length > 0) {
      this.outdate(due);
    }
  }

  /** These rows may have started or stopped matching, though their jobs did not change. */
  outdate(rows: Iterable<number>): void {
    for (const row of rows) {
      this.overdue.push(row);
    }
    this.latest = undefined;
  }

  /** Updates the result; yields between chunks. */
  *update(): Generator<undefined, ViewResult> {
    // It may have been abandoned.
    this.search = undefined;
    while (!this.latest) {
      yield* this.evaluateAll();
      yield* this.order.update();
      // Rows may have been added or outdated between yields.
      if (this.isEvaluated) {
        this.latest = this.resultOf(this.marks.matching(this.order.current));
      }
    }
    return this.latest;
  }

  /**
   * The first `count` matching rows, long before all rows are evaluated; undefined if that does not take long, if few
   * rows match, or if their order is not known.
   */
  *top(count: number): Generator<undefined, Uint32Array | undefined> {
    const { rows, filter, facets, order } = this;
    if (rows.length - this.evaluated < minUnevaluated || order.isFarBehind || filter.runTimes) {
      return undefined;
    }
    yield* order.update();
    return topRows(order.current, count, row => facets.selects(row) && filter.matchesAlone(row));
  }

  /** The result with its first jobs only, if updating the order takes long. Jobs may change meanwhile. */
  *first(count: number): Generator<undefined, ViewResult | undefined> {
    if (!this.order.isFarBehind) {
      return undefined;
    }
    yield* this.evaluateAll();
    const search = this.order.searchFirst(count, row => this.marks.matchesAll(row));
    this.search = search;
    yield* search.search(this.evaluated);
    do {
      yield* this.evaluateAll();
      yield* search.catchUp();
    } while (!this.isEvaluated);
    this.search = undefined;
    const first = search.finish();
    return first && this.resultOf(first);
  }

  /**
   * Reports every matching row to the tally, yielding between chunks, and from then on each that starts or
   * stops matching. Replaces the previous tally.
   */
  *follow(tally: RowTally): Generator<undefined, void> {
    const reports =
      this.reports?.tally === tally ? this.reports : new TallyReports(tally, this.marks);
    this.reports = reports;
    yield* this.evaluateAll();
    while (reports.upTo < this.rows.length) {
      yield* this.evaluateAll();
      reports.reportTo(Math.min(reports.upTo + chunkSize, this.evaluated));
      yield;
    }
  }

  private get isEvaluated(): boolean {
    const { evaluated, overdue, filter, rows } = this;
    return (
      evaluated === rows.length && overdue.length === 0 && filter.runTimes?.isSettled !== false
    );
  }

  private *evaluateAll(): Generator<undefined, void> {
    if (this.filter.runTimes) {
      yield* this.filter.runTimes.settle();
    }
    while (this.overdue.length > 0) {
      for (const row of this.overdue.splice(-chunkSize)) {
        this.leaving(row);
        this.entered(row);
      }
      yield;
    }
    while (this.evaluated < this.rows.length) {
      const chunk = chunkOf(this.evaluated);
      this.evaluateTo(Math.min(firstOfChunk(chunk + 1), this.rows.length), chunk);
      yield;
    }
  }

  /** The rows of a chunk; not a part of the generator, whose loops the compiler is late to optimize. */
  private evaluateTo(end: number, chunk: number): void {
    const { filter } = this;
    this.marks.reserve(end);
    const first = firstOfChunk(chunk);
    const hits = filter.hits?.(chunk);
    for (let row = this.evaluated; row < end; row++) {
      if (!hits) {
        this.evaluate(row);
      } else if (hits[row - first] === 1) {
        this.add(row);
      }
    }
    this.evaluated = end;
  }

  private evaluate(row: number): void {
    const { rows, filter } = this;
    if (!rows.has(row)) {
      return;
    }
    if (filter.matches(row)) {
      this.add(row);
    }
    if (filter.nextMoment) {
      this.due.add(row, filter.nextMoment(row, filter.now));
    }
  }

  /** The row matches all but the facets, perhaps these, too. */
  private add(row: number): void {
    this.marks.add(row, this.facets.count(row, 1));
    if (this.marks.matchesAllButStatus(row)) {
      this.attention.count(row, 1);
    }
    this.search?.change(row);
  }

  private remove(row: number): void {
    if (!this.marks.matchesRest(row)) {
      return;
    }
    this.facets.count(row, -1);
    if (this.marks.matchesAllButStatus(row)) {
      this.attention.count(row, -1);
    }
    this.marks.remove(row);
  }

  private resultOf(list: Uint32Array): ViewResult {
    return viewResult(this.rows, list, this.filter.facets, this.facets, this.attention);
  }
}
