import type { Sort } from '../../src/core/filter/columns';
import type { JobFilter, JobQuerySpec } from '../../src/core/filter/jobFilter';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';
import type { RowWindow } from '../../src/protocol/rows';
import { pageRows, RowWindows, wholePages, type Range } from './rowWindows';

type Result = Message<ToPage, 'result'>;

/**
 * The result of a query. Its figures and rows change on screen together, but for a different list whose first rows are
 * found long before its figures.
 */
export interface Shown extends JobQuerySpec {
  readonly id: number;
  readonly result: Result;
  readonly rows: RowWindows;
  /** Increases when the list is a different one, not just updated: it then starts at the top. */
  readonly list: number;
  /**
   * The number of rows by which the top row moved since the last query, so that the list can scroll along.
   */
  readonly shift: number;
  /** The result is still that of the previous list. */
  readonly awaitsResult?: true;
}

interface Pending extends JobQuerySpec {
  readonly id: number;
  readonly sentAt: number;
  /** A different list than the one on screen when it was requested. */
  readonly isNew: boolean;
  /** Its first rows, if they came before its result. */
  top?: RowWindow;
  answer?: { readonly result: Result; readonly rows: RowWindows; readonly needed: Range };
}

export interface QueryFlowOptions extends JobQuerySpec {
  readonly post: (message: ToHost) => void;
  /** Called when something on screen should change; `replaced` if another query's result is now shown. */
  readonly onChange: (change: { readonly replaced: boolean }) => void;
  readonly now: () => number;
  /** What the user looks at: an open job, whose row stays in its place, or any, which holds the top of the list. */
  readonly held?: () => { readonly jobId?: string | undefined } | undefined;
}

/** A query without a response for this long counts as lost and no longer delays a refresh. */
const responseTimeoutMs = 5000;

/** Rows around the visible ones of a list that is updated, so that a small shift needs no second request. */
const marginRows = 50;

/** Rows requested ahead of a scroll. */
const rowsAhead = 100;

/**
 * Requests jobs from the host. Another filter or sort replaces a pending query at once; a refresh waits for it.
 * The previous result stays on screen until the next one and its visible rows have arrived, so nothing flickers
 * and results never mix.
 */
export class QueryFlow {
  private requestedFilter: JobFilter;
  private requestedSort: Sort;
  private current: Shown | undefined;
  private pending: Pending | undefined;
  private isStale = false;
  private lastId = 0;
  private openRequests = 0;
  private visible: Range = { start: 0, end: 2 * pageRows };
  private above = 0;
  /** The id of the host's last view. */
  view: number | undefined;

  constructor(private readonly options: QueryFlowOptions) {
    this.requestedFilter = options.filter;
    this.requestedSort = options.sort;
  }

  get filter(): JobFilter {
    return this.requestedFilter;
  }

  get sort(): Sort {
    return this.requestedSort;
  }

  get shown(): Shown | undefined {
    return this.current;
  }

  /** The number of rows that were added above the visible ones since the top of the list was last seen. */
  get newAbove(): number {
    return this.above;
  }

  request(change: Partial<JobQuerySpec>): void {
    this.requestedFilter = change.filter ?? this.requestedFilter;
    this.requestedSort = change.sort ?? this.requestedSort;
    this.send();
  }

  /** Sends the query again; if it is pending, after its response. */
  send(): void {
    if (this.pending && this.isCurrent(this.pending) && !this.isLost(this.pending)) {
      this.isStale = true;
      return;
    }
    this.isStale = false;
    const id = ++this.lastId;
    const [filter, sort] = [this.requestedFilter, this.requestedSort];
    const isNew = !this.isSameList({ filter, sort });
    this.pending = { id, filter, sort, isNew, sentAt: this.options.now() };
    const view = this.view === undefined ? {} : { view: this.view };
    // The rows that will likely be visible.
    const window = wholePages(this.around(this.firstRow({ filter, sort }), isNew));
    this.options.post({ type: 'query', id, filter, sort, window, ...view });
  }

  /** Sets the visible rows, requests those not loaded, and the next ones in the direction of a scroll. */
  setVisible(visible: Range): void {
    const isAtTop = visible.start === 0 && this.visible.start > 0;
    const scrolledBy = visible.start - this.visible.start;
    this.visible = visible;
    if (this.above > 0 && (isAtTop || this.showsAll)) {
      this.above = 0;
      this.options.onChange({ replaced: false });
    }
    this.requestRows();
    if (scrolledBy > 0) {
      this.prefetch({ start: visible.end, end: visible.end + rowsAhead });
    } else if (scrolledBy < 0) {
      this.prefetch({ start: visible.start - rowsAhead, end: visible.start });
    }
  }

  /** Requests the rows below the visible ones, which nobody waits for, if this is still the result on screen. */
  requestBelow(id: number): void {
    if (this.current?.id === id) {
      const { end } = this.visible;
      this.prefetch({ start: end, end: end + pageRows });
    }
  }

  /** A short list cannot scroll, so nothing is above what it shows. */
  private get showsAll(): boolean {
    const { start, end } = this.visible;
    return start === 0 && end >= (this.current?.result.matching ?? Infinity);
  }

  receiveResult(result: Result): void {
    const { pending } = this;
    if (pending?.id !== result.id) {
      return;
    }
    const rows = new RowWindows(result.matching);
    const needed = this.neededRange(pending, result.matching);
    pending.answer = { result, rows, needed };
    const window = result.window === 'sent' ? pending.top : result.window;
    if (window) {
      rows.put(window.start, window.rows);
    }
    const requests = rows.request(needed);
    requests.forEach(range => this.options.post({ type: 'rows', id: result.id, ...range }));
    this.showWhenComplete();
  }

  /** The host no longer responds to requests about this query. */
  receiveGone(id: number): void {
    if (this.pending?.id === id) {
      this.pending = undefined;
      this.send();
    } else if (this.current?.id === id) {
      this.send();
    }
  }

  receiveRows({ id, start, rows }: Message<ToPage, 'rows'>): void {
    const { pending } = this;
    if (pending?.id === id && !pending.answer) {
      pending.top = { start, rows };
      this.showTop(pending, pending.top);
    } else if (pending?.answer && pending.id === id) {
      pending.answer.rows.put(start, rows);
      this.showWhenComplete();
    } else if (this.current?.id === id) {
      this.current.rows.put(start, rows);
      this.openRequests = Math.max(0, this.openRequests - 1);
      this.requestRows();
      this.options.onChange({ replaced: false });
    }
  }

  /** Shows the first rows of a different list with the figures of the one before, which follow. */
  private showTop({ id, filter, sort }: Pending, { start, rows: top }: RowWindow): void {
    const { current } = this;
    if (!current || this.isSameList({ filter, sort })) {
      return;
    }
    // There are as many at least. More are only a guess, which keeps the scroll bar as it is.
    const matching = Math.max(current.result.matching, top.length);
    const rows = new RowWindows(matching);
    rows.put(start, top);
    const result = { ...current.result, matching };
    const list = current.list + 1;
    this.current = { id, filter, sort, result, rows, list, shift: 0, awaitsResult: true };
    this.above = 0;
    this.options.onChange({ replaced: false });
  }

  private isCurrent({ filter, sort }: Pending): boolean {
    return filter === this.requestedFilter && sort === this.requestedSort;
  }

  private isLost({ sentAt }: Pending): boolean {
    return this.options.now() - sentAt >= responseTimeoutMs;
  }

  private isSameList({ filter, sort }: Pick<Pending, 'filter' | 'sort'>): boolean {
    return this.current?.filter === filter && this.current.sort === sort;
  }

  /** The rows that will be visible, and those around them. */
  private neededRange(pending: Pending, count: number): Range {
    const length = this.visible.end - this.visible.start;
    const first = Math.min(this.firstRow(pending), count - length);
    const { start, end } = this.around(first, pending.isNew);
    return { start, end: Math.min(count, end) };
  }

  /** The first visible row: unchanged, or 0 for a different list. */
  private firstRow(change: Pick<Pending, 'filter' | 'sort'>): number {
    return this.isSameList(change) || !this.current ? this.visible.start : 0;
  }

  private around(first: number, isNew: boolean): Range {
    const { start, end } = this.visible;
    const top = Math.max(0, first);
    const margin = isNew ? 0 : marginRows;
    return { start: Math.max(0, top - margin), end: top + end - start + margin };
  }

  private showWhenComplete(): void {
    const { pending } = this;
    if (!pending?.answer?.rows.has(pending.answer.needed)) {
      return;
    }
    const { id, filter, sort, answer, isNew } = pending;
    const { result, rows } = answer;
    const list = (this.current?.list ?? 0) + (this.isSameList(pending) || !this.current ? 0 : 1);
    const shift = isNew ? 0 : this.shiftTo(rows);
    this.current = { id, filter, sort, result, rows, list, shift };
    this.above = isNew || this.showsAll ? 0 : Math.max(0, this.above + shift);
    this.pending = undefined;
    this.openRequests = 0;
    this.options.onChange({ replaced: true });
    if (this.isStale) {
      this.send();
    }
  }

  /**
   * A list at its top stays there and shows new rows, unless the user is looking at some. Otherwise the open job
   * keeps its position or, if it is not visible, the top row does.
   */
  private shiftTo(rows: RowWindows): number {
    const { start } = this.visible;
    const held = this.options.held?.();
    if (start === 0 && !held) {
      return 0;
    }
    const anchors = [this.visibleRowOf(held?.jobId), start];
    for (const anchor of anchors.filter(row => row !== undefined)) {
      const jobId = this.current?.rows.at(anchor)?.jobId;
      const index = jobId === undefined ? undefined : rows.find(jobId, anchor);
      if (index !== undefined) {
        return index - anchor;
      }
    }
    return 0;
  }

  private visibleRowOf(jobId: string | undefined): number | undefined {
    const { start, end } = this.visible;
    const row = jobId === undefined ? undefined : this.current?.rows.find(jobId, start);
    return row !== undefined && row >= start && row < end ? row : undefined;
  }

  /** One request at a time keeps fast scrolling cheap. */
  private requestRows(): void {
    if (this.openRequests === 0) {
      this.openRequests = this.requestMissing(this.visible);
    }
  }

  /** Not counted as a request, so that a jump never waits for rows that nobody sees. */
  private prefetch(range: Range): void {
    if (this.openRequests === 0) {
      this.requestMissing(range);
    }
  }

  /** Returns the number of requests. */
  private requestMissing(range: Range): number {
    // The host responds only to the newest query.
    if (!this.current || this.pending) {
      return 0;
    }
    const { id, rows } = this.current;
    const requests = rows.request(range);
    requests.forEach(request => this.options.post({ type: 'rows', id, ...request }));
    return requests.length;
  }
}
