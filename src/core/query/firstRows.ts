import { lowerBound } from '../base/binarySearch';
import { nthSmallest } from '../base/nthSmallest';
import { readKeys } from '../base/readKeys';
import type { RowSort } from './rowSort';

/** Rows looked at between two yields. */
const chunkSize = 4096;

/** Rows compared between two yields. */
const comparedChunk = 1024;

/** If more rows are added at once, all are sorted. */
const fewAdded = 32;

/** How rows are compared. */
export interface RowComparison extends Omit<RowSort, 'sort'> {
  /** Decides between rows with equal keys. */
  readonly isRowBefore: (a: number, b: number) => boolean;
  /** The same; without it, the number of the row decides. */
  readonly ties: RowComparison | undefined;
}

interface FoundRow {
  readonly row: number;
  readonly key: number | string;
}

/** The first `count` matching rows in an order, found without sorting all rows, which may change meanwhile. */
export class FirstRows {
  private found: FoundRow[] = [];
  /** Whether rows after the last one found were left out. */
  private isCut = false;
  /** Rows that changed since they were looked at. */
  private readonly changed = new Set<number>();

  constructor(
    private readonly by: RowComparison,
    private readonly count: number,
    private readonly matches: (row: number) => boolean,
  ) {}

  /** Call when a row has changed, or whether it matches. */
  change(row: number): void {
    this.changed.add(row);
  }

  /** Looks at all rows below `length`, yielding between chunks. */
  *search(length: number): Generator<undefined, void> {
    let rows = yield* this.matchingRows(length);
    const { length: matching } = rows;
    const certain: number[] = [];
    let by: RowComparison | undefined = this.by;
    for (let isExact = true; by && isExact && certain.length + rows.length > this.count;) {
      const keys = new Float64Array(rows.length);
      // In the order of rows: what columns hold side by side is read several times faster in that order.
      yield* readKeys({ rows, keys }, by.roughKeyOf);
      const { before, alike } = split(rows, keys, by, this.count - certain.length);
      certain.push(...before);
      rows = alike;
      ({ isExact, ties: by } = by);
    }
    if (!by) {
      rows = rows.subarray(0, this.count - certain.length);
    }
    this.look(certain);
    // Each chunk is spread over all rows, so that few rows come before those found, however the rows are sorted.
    const step = Math.ceil(rows.length / comparedChunk);
    for (let start = 0; start < step; start++) {
      this.look(rows, start, step);
      yield;
    }
    this.isCut ||= certain.length + rows.length < matching;
  }

  /** Looks at rows that have changed, until they are few. */
  *catchUp(): Generator<undefined, void> {
    while (this.changed.size > comparedChunk) {
      this.lookAtChanged(comparedChunk);
      yield;
    }
  }

  /** The rows found, in order, as of now; fewer than `count` if some changed. Undefined if that leaves none. */
  finish(): Uint32Array | undefined {
    this.lookAtChanged(this.changed.size);
    return this.isCut && this.found.length === 0
      ? undefined
      : Uint32Array.from(this.found, ({ row }) => row);
  }

  private *matchingRows(length: number): Generator<undefined, Uint32Array> {
    const rows = new Uint32Array(length);
    let end = 0;
    for (let from = 0; from < length; from += chunkSize) {
      if (from > 0) {
        yield;
      }
      end = this.addMatching(rows, end, from, Math.min(from + chunkSize, length));
    }
    return rows.subarray(0, end);
  }

  /** The compiler is late to optimize loops of generators themselves. */
  private addMatching(rows: Uint32Array, at: number, from: number, to: number): number {
    let end = at;
    for (let row = from; row < to; row++) {
      rows[end] = row;
      end += this.matches(row) ? 1 : 0;
    }
    return end;
  }

  private lookAtChanged(max: number): void {
    this.dropChanged();
    const rows: number[] = [];
    for (const row of this.changed) {
      if (rows.length === max) {
        break;
      }
      rows.push(row);
    }
    rows.forEach(row => this.changed.delete(row));
    this.look(rows.filter(this.matches));
  }

  /** Nothing can be compared with a row that is not what it was. */
  private dropChanged(): void {
    if (this.changed.size > 0) {
      this.found = this.found.filter(({ row }) => !this.changed.has(row));
    }
  }

  /** Adds those of every `step`th row that belong to the first ones. */
  private look(rows: ArrayLike<number>, start = 0, step = 1): void {
    this.dropChanged();
    const last = this.found.at(-1);
    const added: FoundRow[] = [];
    for (let index = start; index < rows.length; index += step) {
      const row = rows[index] ?? 0;
      if (!this.changed.has(row)) {
        const key = this.by.keyOf(row);
        if (!this.isCut || (last && this.isBefore(key, row, last))) {
          added.push({ row, key });
        }
      }
    }
    this.insert(added);
  }

  private insert(added: readonly FoundRow[]): void {
    const { found } = this;
    if (added.length > fewAdded) {
      found.push(...added);
      found.sort((a, b) => (this.isBefore(a.key, a.row, b) ? -1 : 1));
    } else {
      for (const one of added) {
        const at = lowerBound(found.length, index => {
          const other = found[index];
          return other !== undefined && this.isBefore(other.key, other.row, one);
        });
        found.splice(at, 0, one);
      }
    }
    if (found.length > this.count) {
      this.isCut = true;
      found.length = this.count;
    }
  }

  private isBefore(key: number | string, row: number, other: FoundRow): boolean {
    const { by } = this;
    return key === other.key
      ? by.isRowBefore(row, other.row)
      : by.isBefore(key, other.key) ||
          (!by.isBefore(other.key, key) && by.isRowBefore(row, other.row));
  }
}

/**
 * Fewer than `count` rows that come before all others, and rows with equal rough keys, among which are the next ones.
 * At once, since what rough keys stand for may change.
 */
function split(
  rows: Uint32Array,
  roughKeys: Float64Array,
  { orderOf }: RowComparison,
  count: number,
): { readonly before: Uint32Array; readonly alike: Uint32Array } {
  const keys = orderOf ? ordered(roughKeys, orderOf) : roughKeys;
  const limit = nthSmallest(keys, count);
  const before = new Uint32Array(count);
  const alike = new Uint32Array(countOf(limit, keys));
  let beforeEnd = 0;
  let alikeEnd = 0;
  for (let index = 0; index < rows.length; index++) {
    const key = keys[index] ?? 0;
    if (key < limit) {
      before[beforeEnd++] = rows[index] ?? 0;
    } else if (key === limit) {
      alike[alikeEnd++] = rows[index] ?? 0;
    }
  }
  return { before: before.subarray(0, beforeEnd), alike };
}

function countOf(limit: number, keys: Float64Array): number {
  let count = 0;
  // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
  for (let index = 0; index < keys.length; index++) {
    count += keys[index] === limit ? 1 : 0;
  }
  return count;
}

/** Few rough keys are distinct where they stand for something else. */
function ordered(roughKeys: Float64Array, orderOf: (roughKey: number) => number): Float64Array {
  const orders: number[] = [];
  const keys = new Float64Array(roughKeys.length);
  for (let index = 0; index < keys.length; index++) {
    const key = roughKeys[index] ?? 0;
    keys[index] = orders[key] ??= orderOf(key);
  }
  return keys;
}
