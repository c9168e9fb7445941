import type { Disposable } from '../base/emitter';
import { LruCache } from '../base/lruCache';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore, RowObserver } from '../store/jobStore';
import { copyInto, capacityFor } from '../base/growableArray';
import { rowSearch, type RowTest } from './rowSearch';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { narrows } from '../filter/searchNarrowing';
import { dependsOnTime, parseSearch } from '../filter/searchSyntax';

/** Each takes a byte per row: enough for the letters that a user types and deletes. */
const maxCached = 8;

/**
 * Caches which rows the last searches matched, since searching every job takes long: returning to a search
 * costs nothing, and typing on tests only the rows matched so far.
 */
export class SearchCache implements Disposable {
  private readonly cached = new LruCache<CachedSearch>(maxCached, ({ search, subscription }) => {
    subscription.dispose();
    search.evict();
  });

  constructor(
    private readonly store: JobStore,
    private readonly taskTypes: RowTaskTypes,
  ) {}

  /** The row test of a search; `now` is in milliseconds since the epoch. */
  test(text: string, now: number): RowTest {
    const parsed = parseSearch(text);
    if (parsed.terms.length === 0) {
      return () => true;
    }
    const asOf = dependsOnTime(parsed) ? now : undefined;
    const name = JSON.stringify([text, asOf]);
    const { search } = this.cached.get(name) ?? this.add(name, text, now, asOf);
    return row => search.matches(row);
  }

  dispose(): void {
    this.cached.values.forEach(({ subscription }) => subscription.dispose());
    this.cached.clear();
  }

  private add(name: string, text: string, now: number, asOf: number | undefined): CachedSearch {
    const { rows } = this.store;
    const comparable = this.cached.values.filter(cached => cached.asOf === asOf);
    const search = new MemoizedSearch(
      rows,
      rowSearch(rows, this.taskTypes, text, now),
      comparable.find(cached => narrows(text, cached.text))?.search,
      comparable.find(cached => narrows(cached.text, text))?.search,
    );
    const added = { text, asOf, search, subscription: this.store.observe(search) };
    this.cached.set(name, added);
    return added;
  }
}

interface CachedSearch {
  readonly text: string;
  /** The time it depends on, if any. */
  readonly asOf: number | undefined;
  readonly search: MemoizedSearch;
  readonly subscription: Disposable;
}

const hit = 1;
const miss = 2;

/** One search, with its result for each row until the row changes. */
class MemoizedSearch implements RowObserver {
  private results = new Uint8Array();
  private isEvicted = false;

  constructor(
    private readonly rows: JobColumns,
    private readonly test: RowTest,
    /** Matches every row that this one matches. */
    private wider: MemoizedSearch | undefined,
    /** Every row that it matches matches this one, too. */
    private narrower: MemoizedSearch | undefined,
  ) {}

  entered(row: number): void {
    this.results[row] = 0;
  }

  leaving(row: number): void {
    this.results[row] = 0;
  }

  /** It no longer receives changes, so it must not cache anything. */
  evict(): void {
    this.isEvicted = true;
    this.results = new Uint8Array();
    this.wider = undefined;
    this.narrower = undefined;
  }

  matches(row: number): boolean {
    const known = this.results[row];
    if (known === hit || known === miss) {
      return known === hit;
    }
    const matches =
      this.wider?.results[row] !== miss && (this.narrower?.results[row] === hit || this.test(row));
    this.memoize(row, matches);
    return matches;
  }

  private memoize(row: number, matches: boolean): void {
    if (this.isEvicted) {
      return;
    }
    if (row >= this.results.length) {
      const capacity = capacityFor(Math.max(row, this.rows.length));
      this.results = copyInto(this.results, new Uint8Array(capacity));
    }
    this.results[row] = matches ? hit : miss;
  }
}
