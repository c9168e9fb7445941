import { facetKeys, perFacet, type PerFacet } from '../filter/facets';
import type { Job } from '../job/job';
import type { JobColumns } from '../store/jobColumns';
import type { RowObserver } from '../store/jobStore';
import type { FacetFilter, RowFilter } from './rowFilter';
import { grown, roomFor } from '../base/growableArray';
import type { RowOrder } from './rowOrder';
import { statisticsOfCounts, type Count, type Statistics } from '../store/statistics';
import { compareStatuses } from '../job/status';

export interface ViewResult {
  /** Jobs that pass the filter. */
  readonly matching: number;
  /** Of the jobs that pass the filter. */
  readonly statistics: Statistics;
  /** For each filter, what can be chosen, counted over the jobs that pass the other filters. */
  readonly facets: PerFacet<readonly Count[]>;
  /** So many of them are in `jobs` and `rows`: all, but for a first answer, see `JobQuery.first`. */
  readonly known: number;
  /** The jobs [start, end) of those that pass, sorted; to be asked for until the next update. */
  readonly jobs: (start: number, end: number) => Job[];
  /** The rows of all that pass, sorted; likewise until the next update. */
  readonly rows: Uint32Array;
}

/** What is known of a row: which filters it passes, a bit each, the last for all but the facets. */
const matchesRest = 2 ** facetKeys.length;
const matchesAll = 2 * matchesRest - 1;

/** Keeps figures of its own over the rows that pass. */
export interface RowTally {
  /** The row, as it now is, is to be counted, or no longer. */
  count(row: number, by: 1 | -1): void;
}

/** What a view works in; the next one can have it, so that typing a filter makes no garbage. */
export class ViewMemory {
  /** By row. */
  marks = new Uint8Array();
  /** Rows that pass. */
  list = new Uint32Array();
}

/** Rows looked at without a break. */
const stretch = 4096;

/**
 * The jobs that pass a filter, in an order. Looking at every row takes time, but once; from then on the
 * counts follow each row that comes, changes or goes, and only the list is put together anew.
 */
export class JobView implements RowObserver {
  /** Rows below have been looked at. */
  private evaluated = 0;
  private latest: ViewResult | undefined;
  private readonly facets: readonly FacetFilter[];
  /** Bits of the facets that every row passes. */
  private readonly openMark: number;
  /** Who is told of each row that passes; of those from `upTo` on not yet. */
  private follower: { readonly tally: RowTally; upTo: number } | undefined;

  constructor(
    private readonly rows: JobColumns,
    private readonly filter: RowFilter,
    private readonly order: RowOrder,
    private readonly memory: ViewMemory = new ViewMemory(),
  ) {
    memory.marks.fill(0);
    this.facets = facetKeys.map(key => filter.facets[key]);
    this.openMark = this.facets.reduce(
      (mark, { isOpen }, index) => mark | (isOpen ? 1 << index : 0),
      0,
    );
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
    if (row < this.evaluated) {
      this.notify(row, -1);
      this.count(row, -1);
      this.memory.marks[row] = 0;
    }
  }

  /** Brings the result up to date, with breaks. */
  *update(): Generator<undefined, ViewResult> {
    while (!this.latest) {
      yield* this.evaluateAll();
      yield* this.order.update();
      // Rows may have come during the breaks.
      if (this.evaluated === this.rows.length) {
        this.latest = this.resultOf(this.matchingRows());
      }
    }
    return this.latest;
  }

  /** The result with its first jobs only, where to bring the order up to date takes long. */
  *first(count: number): Generator<undefined, ViewResult | undefined> {
    if (!this.order.isFarBehind) {
      return undefined;
    }
    yield* this.evaluateAll();
    const first = yield* this.order.first(count, row => this.memory.marks[row] === matchesAll);
    return first && this.evaluated === this.rows.length ? this.resultOf(first) : undefined;
  }

  /**
   * Tells of every row that passes, with breaks, and from then on of each that begins or ceases to, in
   * place of whoever was told before.
   */
  *follow(tally: RowTally): Generator<undefined, void> {
    const follower = this.follower?.tally === tally ? this.follower : { tally, upTo: 0 };
    this.follower = follower;
    while (follower.upTo < this.rows.length) {
      yield* this.evaluateAll();
      const end = Math.min(follower.upTo + stretch, this.evaluated);
      for (; follower.upTo < end; follower.upTo++) {
        if (this.memory.marks[follower.upTo] === matchesAll) {
          tally.count(follower.upTo, 1);
        }
      }
      yield;
    }
  }

  private notify(row: number, by: 1 | -1): void {
    const { follower, memory } = this;
    if (follower && row < follower.upTo && memory.marks[row] === matchesAll) {
      follower.tally.count(row, by);
    }
  }

  private *evaluateAll(): Generator<undefined, void> {
    while (this.evaluated < this.rows.length) {
      const end = Math.min(this.evaluated + stretch, this.rows.length);
      for (; this.evaluated < end; this.evaluated++) {
        this.evaluate(this.evaluated);
      }
      yield;
    }
  }

  private evaluate(row: number): void {
    if (!this.rows.has(row)) {
      return;
    }
    const { memory } = this;
    if (row >= memory.marks.length) {
      memory.marks = grown(memory.marks, new Uint8Array(roomFor(row)));
    }
    let mark = this.openMark | (this.filter.matches(row) ? matchesRest : 0);
    for (let index = 0; index < this.facets.length; index++) {
      const bit = 1 << index;
      mark |= (mark & bit) === 0 && this.facets[index]?.matches(row) === true ? bit : 0;
    }
    memory.marks[row] = mark;
    this.count(row, 1);
  }

  /** For each filter, the jobs that pass all the others. */
  private count(row: number, by: 1 | -1): void {
    const missing = matchesAll ^ (this.memory.marks[row] ?? 0);
    if (missing === 0) {
      for (const facet of this.facets) {
        facet.count(row, by);
      }
    } else if (missing < matchesRest && (missing & (missing - 1)) === 0) {
      // One bit is missing: that of this facet.
      this.facets[31 - Math.clz32(missing)]?.count(row, by);
    }
  }

  private resultOf(list: Uint32Array): ViewResult {
    const { facets } = this.filter;
    const statistics = statisticsOfCounts(facets.statuses.matchingCounts());
    return {
      matching: statistics.total,
      known: list.length,
      statistics,
      facets: perFacet(key => facets[key].options(key === 'statuses' ? byStatus : byText)),
      jobs: (start, end) => Array.from(list.subarray(start, end), row => this.rows.read(row)),
      rows: list,
    };
  }

  private matchingRows(): Uint32Array {
    const { current } = this.order;
    if (current.length > this.memory.list.length) {
      this.memory.list = new Uint32Array(roomFor(current.length));
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
