import { lowerBound } from './binarySearch';

/** Items scanned between two yields. */
const chunkSize = 4096;

/** Collects the first `limit` of the items added in an order, without sorting them all. */
export class TopCollector {
  private items: number[] = [];
  /** Items after this one were dropped. */
  private end: number | undefined;

  constructor(
    private readonly compare: (a: number, b: number) => number,
    private readonly limit: number,
  ) {}

  /** The last item kept when items were dropped; undefined while all are kept. */
  get last(): number | undefined {
    return this.end;
  }

  add(item: number): void {
    if (this.end === undefined || this.compare(item, this.end) < 0) {
      this.items.push(item);
    }
    if (this.items.length >= 2 * this.limit) {
      this.items = this.items.sort(this.compare).slice(0, this.limit);
      this.end = this.items.at(-1);
    }
  }

  remove(items: ReadonlySet<number>): void {
    this.items = this.items.filter(item => !items.has(item));
  }

  /** Whether no item was left out. */
  get isComplete(): boolean {
    return this.end === undefined && this.items.length <= this.limit;
  }

  sorted(): number[] {
    return this.items.sort(this.compare).slice(0, this.limit);
  }
}

/**
 * The first `max` of many items in an order, without sorting them all: searched once, then maintained while
 * items enter and leave. Up to twice as many are kept, so that a few that leave require no new search.
 */
export class TopItems {
  private first: number[] | undefined;
  /** Items that entered or left during a search. */
  private changedItems: Set<number> | undefined;
  private work: Iterator<undefined, void> | undefined;
  private readonly limit: number;

  constructor(
    /** An item's sort key must not change while the item is in. */
    private readonly compare: (a: number, b: number) => number,
    private readonly max: number,
  ) {
    this.limit = 2 * max;
  }

  /** Call when an item entered; `others` is the number of other items. */
  enter(item: number, others: number): void {
    this.changedItems?.add(item);
    const last = this.first?.at(-1);
    if (
      this.first &&
      (this.first.length === others || (last !== undefined && this.compare(item, last) < 0))
    ) {
      this.insert(item, this.first);
    }
  }

  /** Call when an item leaves, while its old key still applies. */
  leave(item: number): void {
    this.changedItems?.add(item);
    const position = this.first && this.positionOf(item, this.first);
    if (position !== undefined && this.first?.[position] === item) {
      this.first.splice(position, 1);
    }
  }

  /** Searches if too few items are known, yielding between chunks. `all` returns every item that is in. */
  *update(
    all: () => ArrayLike<number>,
    isIn: (item: number) => boolean,
    count: () => number,
  ): Generator<undefined, void> {
    while (this.work || (this.first?.length ?? 0) < Math.min(count(), this.max)) {
      // If the caller abandons an update, the next one resumes the search.
      this.work ??= this.search(all(), isIn);
      if (this.work.next().done === true) {
        this.work = undefined;
      } else {
        yield;
      }
    }
  }

  /** Valid right after a completed `update`. */
  get items(): readonly number[] {
    return this.first?.slice(0, this.max) ?? [];
  }

  private *search(
    all: ArrayLike<number>,
    isIn: (item: number) => boolean,
  ): Generator<undefined, void> {
    const changedItems = new Set<number>();
    this.changedItems = changedItems;
    this.first = undefined;
    const candidates = new TopCollector(this.compare, this.limit);
    for (let start = 0; start < all.length; start += chunkSize) {
      const end = Math.min(start + chunkSize, all.length);
      for (let index = start; index < end; index++) {
        const item = all[index] ?? 0;
        if (!changedItems.has(item) && isIn(item)) {
          candidates.add(item);
        }
      }
      yield;
      // Items that left have no key to compare by.
      candidates.remove(changedItems);
      const { last } = candidates;
      if (last !== undefined && changedItems.has(last)) {
        this.finish([]);
        return;
      }
    }
    const { isComplete } = candidates;
    const first = candidates.sorted();
    for (const item of changedItems) {
      const end = first.at(-1);
      if (isIn(item) && (isComplete || (end !== undefined && this.compare(item, end) < 0))) {
        this.insert(item, first);
      }
    }
    this.finish(first);
  }

  private finish(first: number[]): void {
    this.first = first;
    this.changedItems = undefined;
  }

  private insert(item: number, first: number[]): void {
    first.splice(this.positionOf(item, first), 0, item);
    first.length = Math.min(first.length, this.limit);
  }

  /** The index of the item, or where to insert it. */
  private positionOf(item: number, first: readonly number[]): number {
    return lowerBound(first.length, index => this.compare(first[index] ?? item, item) < 0);
  }
}
