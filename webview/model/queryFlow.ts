import type { Sort } from '../../src/core/filter/columns';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import type { Message, ToHost, ToPage } from '../../src/protocol';
import { pageRows, RowWindows, wholePages, type Range } from './rowWindows';

type Result = Message<ToPage, 'result'>;

/** One answered query, whole: its numbers and its rows change on screen together. */
export interface Shown {
  readonly id: number;
  readonly filter: JobFilter;
  readonly sort: Sort;
  readonly result: Result;
  readonly rows: RowWindows;
  /** Rises when the rows are others, not just newer: the list starts at its top again. */
  readonly list: number;
  /** Rows by which the row at the top moved since the last query: the list scrolls along. */
  readonly shift: number;
}

interface Pending {
  readonly id: number;
  readonly filter: JobFilter;
  readonly sort: Sort;
  readonly sentAt: number;
  /** Rows asked for along with it, which will likely be in view. */
  readonly early: Range;
  answer?: { readonly result: Result; readonly rows: RowWindows; readonly needed: Range };
}

export interface QueryFlowOptions {
  readonly filter: JobFilter;
  readonly sort: Sort;
  readonly post: (message: ToHost) => void;
  /** Something on screen is to change; `replaced` when another query's answer took the screen. */
  readonly onChange: (change: { readonly replaced: boolean }) => void;
  readonly now: () => number;
}

/** A query without an answer for so long is lost, and no longer holds up the next one. */
const lostAfterMs = 5000;

/**
 * Asks the host for jobs: one query at a time, the latest wish wins. What is on screen stays until
 * the next answer and the rows in view are there, so nothing flickers and nothing mixes.
 */
export class QueryFlow {
  private wantedFilter: JobFilter;
  private wantedSort: Sort;
  private current: Shown | undefined;
  private pending: Pending | undefined;
  private again = false;
  private lastId = 0;
  private openQuestions = 0;
  private visible: Range = { start: 0, end: pageRows };

  constructor(private readonly options: QueryFlowOptions) {
    this.wantedFilter = options.filter;
    this.wantedSort = options.sort;
  }

  get filter(): JobFilter {
    return this.wantedFilter;
  }

  get sort(): Sort {
    return this.wantedSort;
  }

  get shown(): Shown | undefined {
    return this.current;
  }

  request(change: { readonly filter?: JobFilter; readonly sort?: Sort }): void {
    this.wantedFilter = change.filter ?? this.wantedFilter;
    this.wantedSort = change.sort ?? this.wantedSort;
    this.ask();
  }

  /** Asks anew, at once or, while a query is under way, right after it. */
  ask(): void {
    if (this.pending && this.options.now() - this.pending.sentAt < lostAfterMs) {
      this.again = true;
      return;
    }
    this.again = false;
    const id = ++this.lastId;
    const [filter, sort] = [this.wantedFilter, this.wantedSort];
    const early = wholePages(this.around(this.firstRow({ filter, sort })));
    this.pending = { id, filter, sort, sentAt: this.options.now(), early };
    this.options.post({ type: 'query', id, filter, sort });
    this.options.post({ type: 'rows', id, ...early });
  }

  /** The grid says what it shows; rows that are not known yet are asked for. */
  setVisible(visible: Range): void {
    this.visible = visible;
    this.askRows();
  }

  receiveResult(result: Result): void {
    const { pending } = this;
    if (pending?.id !== result.id) {
      return;
    }
    if (!this.isWanted(pending)) {
      this.pending = undefined;
      this.ask();
      return;
    }
    const rows = new RowWindows(result.matching);
    const needed = this.neededOf(pending, result.matching);
    pending.answer = { result, rows, needed };
    // These are on their way.
    rows.request(pending.early);
    const questions = rows.request(needed);
    questions.forEach(range => this.options.post({ type: 'rows', id: result.id, ...range }));
    this.showWhenComplete();
  }

  /** The host will not answer questions about this query any more. */
  receiveGone(id: number): void {
    if (this.pending?.id === id) {
      this.pending = undefined;
      this.ask();
    } else if (this.current?.id === id) {
      this.ask();
    }
  }

  receiveRows({ id, start, rows }: Message<ToPage, 'rows'>): void {
    if (this.pending?.answer && this.pending.id === id) {
      this.pending.answer.rows.put(start, rows);
      this.showWhenComplete();
    } else if (this.current?.id === id) {
      this.current.rows.put(start, rows);
      this.openQuestions = Math.max(0, this.openQuestions - 1);
      this.askRows();
      this.options.onChange({ replaced: false });
    }
  }

  private isWanted({ filter, sort }: Pending): boolean {
    return filter === this.wantedFilter && sort === this.wantedSort;
  }

  private isSameList({ filter, sort }: Pick<Pending, 'filter' | 'sort'>): boolean {
    return this.current?.filter === filter && this.current.sort === sort;
  }

  /** What will be in view, with rows around it, so that a small shift needs no second question. */
  private neededOf(pending: Pending, count: number): Range {
    const length = this.visible.end - this.visible.start;
    const { start, end } = this.around(Math.min(this.firstRow(pending), count - length));
    return { start, end: Math.min(count, end) };
  }

  /** Where the list will begin: where it is, or at the top of another list. */
  private firstRow(change: Pick<Pending, 'filter' | 'sort'>): number {
    return this.isSameList(change) || !this.current ? this.visible.start : 0;
  }

  private around(first: number): Range {
    const { start, end } = this.visible;
    const top = Math.max(0, first);
    const beyond = pageRows / 2;
    return { start: Math.max(0, top - beyond), end: top + end - start + beyond };
  }

  private showWhenComplete(): void {
    const { pending } = this;
    if (!pending?.answer?.rows.has(pending.answer.needed)) {
      return;
    }
    const { id, filter, sort, answer } = pending;
    const { result, rows } = answer;
    const same = this.isSameList(pending);
    const list = (this.current?.list ?? 0) + (same || !this.current ? 0 : 1);
    const shift = same ? this.shiftTo(rows) : 0;
    this.current = { id, filter, sort, result, rows, list, shift };
    this.pending = undefined;
    this.openQuestions = 0;
    this.options.onChange({ replaced: true });
    if (this.again) {
      this.ask();
    }
  }

  /** A list at its top stays there and shows what is new; else the row at the top stays in place. */
  private shiftTo(rows: RowWindows): number {
    const { start } = this.visible;
    const anchor = start > 0 ? this.current?.rows.at(start) : undefined;
    const index = anchor && rows.find(anchor.jobId, start);
    return index === undefined ? 0 : index - start;
  }

  private askRows(): void {
    // The host answers only the newest query, and one question at a time keeps fast scrolling cheap.
    if (this.current && !this.pending && this.openQuestions === 0) {
      const { id, rows } = this.current;
      for (const range of rows.request(this.visible)) {
        this.openQuestions++;
        this.options.post({ type: 'rows', id, ...range });
      }
    }
  }
}
