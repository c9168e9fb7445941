import type { Disposable } from '../base/emitter';
import { LruCache } from '../base/lruCache';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore, RowObserver } from '../store/jobStore';
import { copyInto, capacityFor } from '../base/growableArray';
import { chunkOf, firstOfChunk, rowsPerChunk } from '../store/columns/chunks';
import { rowSearch, type RowSearch } from './rowSearch';
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

  /** Undefined if every row matches; `now` is in milliseconds since the epoch. */
  open(text: string, now: number): OpenSearch | undefined {
    const parsed = parseSearch(text);
    if (parsed.terms.length === 0) {
      return undefined;
    }
    const asOf = dependsOnTime(parsed) ? now : undefined;
    const name = JSON.stringify([text, asOf]);
    return (this.cached.get(name) ?? this.add(name, text, now, asOf)).search;
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

/** The rows that match a search. */
export interface OpenSearch {
  matches(row: number): boolean;
  /** The same, faster for a few rows, and slower for many: without testing others of their chunk. */
  matchesAlone(row: number): boolean;
  /** By its index in a chunk, 1 for each row that matches; valid until the next change. */
  hits(chunk: number): Uint8Array;
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
class MemoizedSearch implements RowObserver, OpenSearch {
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

  matchesAlone(row: number): boolean {
    const known = this.results[row] ?? unknown;
    return (known === unknown ? this.resultOf(row) : known) === hit;
  }

  hits(chunk: number): Uint8Array {
    if (this.isEvicted) {
      return this.search.matching(chunk, this.rows.jobsIn(chunk));
    }
    this.scan(chunk);
    const first = firstOfChunk(chunk);
    const results = this.results.subarray(first, first + rowsPerChunk);
    let index = results.indexOf(unknown);
    for (; index >= 0; index = results.indexOf(unknown, index + 1)) {
      if (this.rows.has(first + index)) {
        this.find(first + index);
      }
    }
    return results;
  }

  private find(row: number): void {
    this.scan(chunkOf(row));
    if (this.results[row] === unknown) {
      this.results[row] = this.resultOf(row);
    }
  }

  private resultOf(row: number): number {
    return this.inferred(row) || (this.search.matches(row) ? hit : miss);
  }

  /** Once: testing a chunk takes a fraction of testing its rows one by one. */
  private scan(chunk: number): void {
    if (this.scanned.has(chunk)) {
      return;
    }
    this.scanned.add(chunk);
    const first = firstOfChunk(chunk);
    const end = first + rowsPerChunk;
    if (end > this.results.length) {
      this.results = copyInto(this.results, new Uint8Array(capacityFor(end)));
    }
    const results = this.results.subarray(first, end);
    const open = this.rows.jobsIn(chunk);
    infer(results, open, this.wider?.results.subarray(first, end), miss);
    infer(results, open, this.narrower?.results.subarray(first, end), hit);
    if (open.includes(1)) {
      const matching = this.search.matching(chunk, open);
      for (let index = 0; index < open.length; index++) {
        if (open[index] === 1) {
          results[index] = matching[index] === 1 ? hit : miss;
        }
      }
    }
  }

  /** The result as far as those of the other two searches tell. */
  private inferred(row: number): number {
    const { wider, narrower } = this;
    return wider?.results[row] === miss ? miss : narrower?.results[row] === hit ? hit : unknown;
  }
}

/** Takes over one kind of results of open rows from another search, and closes the rows. */
function infer(
  results: Uint8Array,
  open: Uint8Array,
  others: Uint8Array | undefined,
  kind: number,
): void {
  for (let index = 0; index < (others?.length ?? 0); index++) {
    if (others?.[index] === kind && open[index] === 1) {
      results[index] = kind;
      open[index] = 0;
    }
  }
}
