import type { Disposable } from '../base/emitter';
import { LruCache } from '../base/lruCache';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore, RowObserver } from '../store/jobStore';
import { copyInto, capacityFor } from '../base/growableArray';
import { chunkOf, firstOfChunk, rowsPerChunk } from '../store/columns/chunks';
import { rowSearch, type RowSearch } from './rowSearch';
import type { RowTest } from './termTests';
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

const unknown = 0;
const hit = 1;
const miss = 2;

/** One search, with its result for each row until the row changes. */
class MemoizedSearch implements RowObserver {
  private results = new Uint8Array();
  /** Chunks whose rows were tested at once. */
  private readonly scanned = new Set<number>();
  private isEvicted = false;

  constructor(
    private readonly rows: JobColumns,
    private readonly search: RowSearch,
    /** Matches every row that this one matches. */
    private wider: MemoizedSearch | undefined,
    /** Every row that it matches matches this one, too. */
    private narrower: MemoizedSearch | undefined,
  ) {}

  entered(row: number): void {
    this.results[row] = unknown;
  }

  leaving(row: number): void {
    this.results[row] = unknown;
  }

  /** It no longer receives changes, so it must not cache anything. */
  evict(): void {
    this.isEvicted = true;
    this.results = new Uint8Array();
    this.wider = undefined;
    this.narrower = undefined;
  }

  matches(row: number): boolean {
    if (this.isEvicted) {
      return this.search.matches(row);
    }
    if (row >= this.results.length || this.results[row] === unknown) {
      this.find(row);
    }
    return this.results[row] === hit;
  }

  private find(row: number): void {
    const chunk = chunkOf(row);
    if (!this.scanned.has(chunk)) {
      this.scanned.add(chunk);
      this.scan(chunk);
    }
    if (this.results[row] === unknown) {
      this.results[row] = this.inferred(row) || (this.search.matches(row) ? hit : miss);
    }
  }

  /** Testing a chunk at once takes a fraction of testing its rows one by one. */
  private scan(chunk: number): void {
    const first = firstOfChunk(chunk);
    if (first + rowsPerChunk > this.results.length) {
      this.results = copyInto(this.results, new Uint8Array(capacityFor(first + rowsPerChunk)));
    }
    const { rows, results } = this;
    const open = new Uint8Array(rowsPerChunk);
    for (let index = 0; index < open.length; index++) {
      const row = first + index;
      if (rows.has(row)) {
        results[row] = this.inferred(row);
        open[index] = results[row] === unknown ? 1 : 0;
      }
    }
    const matching = this.search.matching(chunk, open);
    for (let index = 0; index < open.length; index++) {
      if (open[index] === 1) {
        results[first + index] = matching[index] === 1 ? hit : miss;
      }
    }
  }

  /** The result as far as those of the other two searches tell. */
  private inferred(row: number): number {
    const { wider, narrower } = this;
    return wider !== undefined && wider.results[row] === miss
      ? miss
      : narrower !== undefined && narrower.results[row] === hit
        ? hit
        : unknown;
  }
}
