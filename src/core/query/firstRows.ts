import type { RowSort } from './rowSort';

/** Rows looked at between two yields. */
const chunkSize = 4096;

export interface RowComparison<K> extends Omit<RowSort<K>, 'sort'> {
  /** Decides between rows with equal keys. */
  readonly isRowBefore: (a: number, b: number) => boolean;
}

interface FoundRow<K> {
  readonly row: number;
  readonly key: K;
}

/** The first `count` matching rows in an order, found without sorting all rows, which may change meanwhile. */
export class FirstRows<K = number | string> {
  private found: FoundRow<K>[] = [];
  /** Whether rows after the last one found were left out. */
  private isCut = false;
  /** Rows that changed since they were looked at. */
  private readonly changed = new Set<number>();

  constructor(
    private readonly by: RowComparison<K>,
    private readonly count: number,
    private readonly matches: (row: number) => boolean,
  ) {}

  /** Call when a row has changed, or whether it matches. */
  change(row: number): void {
    this.changed.add(row);
  }

  /** Looks at all rows below `length`, yielding between chunks. */
  *search(length: number): Generator<undefined, void> {
    const roughKeys = yield* this.readRoughKeys(length);
    // Each chunk is spread over all rows, so that few rows come before those found, however the rows are sorted.
    const step = Math.ceil(length / chunkSize);
    for (let first = 0; first < step; first++) {
      this.dropChanged();
      const added: FoundRow<K>[] = [];
      const last = this.isCut ? this.found.at(-1) : undefined;
      const roughLast = last ? (roughKeys[last.row] ?? NaN) : Infinity;
      for (let row = first; row < length; row += step) {
        if ((roughKeys[row] ?? NaN) <= roughLast && !this.changed.has(row)) {
          this.offer(row, last, added);
        }
      }
      this.insert(added);
      yield;
    }
  }

  /** Looks at rows that have changed, until they are few. */
  *catchUp(): Generator<undefined, void> {
    while (this.changed.size > chunkSize) {
      this.lookAtChanged(chunkSize);
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

  /** Reads what columns hold side by side in that order, which is several times faster. Not a number: no match. */
  private *readRoughKeys(length: number): Generator<undefined, Float64Array> {
    const roughKeys = new Float64Array(length);
    for (let row = 0; row < length; row++) {
      roughKeys[row] = this.matches(row) ? this.by.roughKeyOf(row) : NaN;
      if (row % chunkSize === chunkSize - 1) {
        yield;
      }
    }
    return roughKeys;
  }

  private lookAtChanged(max: number): void {
    this.dropChanged();
    const added: FoundRow<K>[] = [];
    const last = this.isCut ? this.found.at(-1) : undefined;
    let left = max;
    for (const row of this.changed) {
      if (left-- === 0) {
        break;
      }
      this.changed.delete(row);
      if (this.matches(row)) {
        this.offer(row, last, added);
      }
    }
    this.insert(added);
  }

  /** Nothing can be compared with a row that is not what it was. */
  private dropChanged(): void {
    if (this.changed.size > 0) {
      this.found = this.found.filter(({ row }) => !this.changed.has(row));
    }
  }

  private offer(row: number, last: FoundRow<K> | undefined, added: FoundRow<K>[]): void {
    const key = this.by.keyOf(row);
    if (last ? this.isBefore(key, row, last) : !this.isCut) {
      added.push({ row, key });
    }
  }

  private insert(added: readonly FoundRow<K>[]): void {
    if (added.length > 0) {
      this.found = [...this.found, ...added].sort((a, b) =>
        this.isBefore(a.key, a.row, b) ? -1 : 1,
      );
      this.isCut ||= this.found.length > this.count;
      this.found = this.found.slice(0, this.count);
    }
  }

  private isBefore(key: K, row: number, other: FoundRow<K>): boolean {
    const { by } = this;
    return key === other.key
      ? by.isRowBefore(row, other.row)
      : by.isBefore(key, other.key) ||
          (!by.isBefore(other.key, key) && by.isRowBefore(row, other.row));
  }
}
