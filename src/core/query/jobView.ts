import { facetKeys, perFacet, type PerFacet } from '../filter/facets';
import type { Job } from '../job/job';
import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import { DueRows } from './dueRows';
import { allFacets, FacetCounts } from './facetCounts';
import type { FacetCount } from './facetFilter';
import type { RowFilter } from './rowFilter';
import { copyInto, capacityFor } from '../base/growableArray';
import type { FirstRows } from './firstRows';
import type { RowOrder } from './rowOrder';
import { chunkOf, firstOfChunk } from '../store/columns/chunks';
import { StuckRows } from './stuckRows';
import { statisticsOfCounts, type Count, type Statistics } from '../store/statistics';
import { isUnresolved } from '../store/rowResolution';
import { compareStatuses } from '../job/status';

export interface ViewResult {
  /** The number of jobs that match the filter. */
  readonly matching: number;
  /** Of the jobs that match all filters but the status: the figures are the choice of a status. */
  readonly statistics: Statistics;
  /** How many of the failed ones no later job made good. */
  readonly unresolved: number;
  /** How many of these have been waiting or starting for too long. */
  readonly stuck: number;
  /** Whether the passing of time alone may change `stuck`. */
  readonly mayGetStuck: boolean;
  /** For each facet, the options with the number of jobs that match all other filters. */
  readonly facets: PerFacet<readonly FacetCount[]>;
  /** How many of them `jobs` and `rows` contain: all, except in a first result, see `JobQuery.first`. */
  readonly known: number;
  /** The matching jobs [start, end), sorted; valid until the next update. */
  readonly jobs: (start: number, end: number) => Job[];
  /** The rows of all matching jobs, sorted; valid until the next update. */
  readonly rows: Uint32Array;
}

/** The bits of a row's mark: one for the rest of the filter and, if the row matches that, one for each facet. */
const matchesRest = allFacets + 1;
const matchesAll = matchesRest + allFacets;
const statusBit = 1 << facetKeys.indexOf('statuses');

/** Keeps its own figures of the matching rows. */
export interface RowTally {
  /** Adds (1) or removes (-1) the row, in its current state. */
  count(row: number, by: 1 | -1): void;
}

/** The buffers of a view; the next view reuses them, so that typing a filter creates no garbage. */
export class ViewMemory {
  /** By row. */
  marks = new Uint8Array();
  /** Matching rows. */
  list = new Uint32Array();
}

/** Rows evaluated between two yields. */
const chunkSize = 4096;

/**
 * The jobs that match a filter, in an order. Every row is evaluated once; from then on, the counts follow
 * each row that is added, changed or removed, and only the list is rebuilt.
 */
export class JobView implements RowObserver {
  /** Rows below this have been evaluated. */
  private evaluated = 0;
  private latest: ViewResult | undefined;
  private readonly facets: FacetCounts;
  /** Receives the matching rows; those from `upTo` on have not been reported yet. */
  private follower: { readonly tally: RowTally; upTo: number } | undefined;
  private readonly due: DueRows;
  private readonly stuck: StuckRows;
  private unresolved = 0;
  /** By code of the status. */
  private readonly lookedAt: boolean[] = [];
  /** Rows that may have started or stopped matching as time passed. */
  private overdue: number[] = [];
  /** The search for the first rows, while it runs. */
  private search: FirstRows | undefined;

  constructor(
    private readonly rows: JobColumns,
    private readonly filter: RowFilter,
    private order: RowOrder,
    private readonly memory: ViewMemory = new ViewMemory(),
  ) {
    memory.marks.fill(0);
    this.due = new DueRows(filter.now);
    this.stuck = new StuckRows(rows, filter.stuckLimits, filter.now);
    this.facets = new FacetCounts(filter.facets, filter.combinations);
  }

  entered(row: number): void {
    this.latest = undefined;
    if (row < this.evaluated) {
      this.evaluate(row);
      this.notify(row, 1);
    }
  }

  leaving(row: number): void {
    this.latest = undefined;
    this.search?.change(row);
    if (row < this.evaluated) {
      this.notify(row, -1);
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
    if (this.stuck.advance(now)) {
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
        this.latest = this.resultOf(this.matchingRows());
      }
    }
    return this.latest;
  }

  /** The result with its first jobs only, if updating the order takes long. Jobs may change meanwhile. */
  *first(count: number): Generator<undefined, ViewResult | undefined> {
    if (!this.order.isFarBehind) {
      return undefined;
    }
    yield* this.evaluateAll();
    const search = this.order.searchFirst(count, row => this.memory.marks[row] === matchesAll);
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
    const follower = this.follower?.tally === tally ? this.follower : { tally, upTo: 0 };
    this.follower = follower;
    yield* this.evaluateAll();
    while (follower.upTo < this.rows.length) {
      yield* this.evaluateAll();
      const end = Math.min(follower.upTo + chunkSize, this.evaluated);
      this.reportTo(tally, follower.upTo, end);
      follower.upTo = end;
      yield;
    }
  }

  private reportTo(tally: RowTally, from: number, end: number): void {
    const { marks } = this.memory;
    for (let row = from; row < end; row++) {
      if (marks[row] === matchesAll) {
        tally.count(row, 1);
      }
    }
  }

  private get isEvaluated(): boolean {
    const { evaluated, overdue, filter, rows } = this;
    return (
      evaluated === rows.length && overdue.length === 0 && filter.runTimes?.isSettled !== false
    );
  }

  private notify(row: number, by: 1 | -1): void {
    const { follower, memory } = this;
    if (follower && row < follower.upTo && memory.marks[row] === matchesAll) {
      follower.tally.count(row, by);
    }
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
    const { filter, memory } = this;
    if (end > memory.marks.length) {
      memory.marks = copyInto(memory.marks, new Uint8Array(capacityFor(end)));
    }
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
    const mark = this.facets.count(row, 1) | matchesRest;
    this.memory.marks[row] = mark;
    this.look(row, mark, 1);
    this.search?.change(row);
  }

  private remove(row: number): void {
    const { marks } = this.memory;
    const mark = marks[row] ?? 0;
    if (mark >= matchesRest) {
      this.facets.count(row, -1);
      this.look(row, mark, -1);
      marks[row] = 0;
    }
  }

  private look(row: number, mark: number, by: 1 | -1): void {
    if ((mark | statusBit) === matchesAll && this.needsLook(row)) {
      this.stuck.count(row, by);
      this.unresolved += isUnresolved(this.rows, row) ? by : 0;
    }
  }

  /** Whether a job with this status may be stuck or unresolved; most have succeeded. */
  private needsLook(row: number): boolean {
    const { status } = this.rows.fields;
    return (this.lookedAt[status.code(row)] ??= status.get(row) !== 'SUCCEEDED');
  }

  private resultOf(list: Uint32Array): ViewResult {
    const { facets } = this.filter;
    const { matching, byFacet } = this.facets.read();
    return {
      matching,
      known: list.length,
      statistics: statisticsOfCounts(facets.statuses.countsByValue(byFacet.statuses)),
      unresolved: this.unresolved,
      stuck: this.stuck.size,
      mayGetStuck: this.stuck.mayGrow,
      facets: perFacet(key =>
        facets[key].options(byFacet[key], key === 'statuses' ? byStatus : byText),
      ),
      jobs: (start, end) => Array.from(list.subarray(start, end), row => this.rows.read(row)),
      rows: list,
    };
  }

  private matchingRows(): Uint32Array {
    const { current } = this.order;
    if (current.length > this.memory.list.length) {
      this.memory.list = new Uint32Array(capacityFor(current.length));
    }
    const { list, marks } = this.memory;
    let end = 0;
    // oxlint-disable-next-line typescript/prefer-for-of -- several times faster, and every change pays for it
    for (let index = 0; index < current.length; index++) {
      const row = current[index] ?? 0;
      list[end] = row;
      end += marks[row] === matchesAll ? 1 : 0;
    }
    return list.subarray(0, end);
  }
}

function byStatus(a: Count, b: Count): number {
  return compareStatuses(a.value, b.value);
}

function byText(a: Count, b: Count): number {
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}
