import type { KeyedRows } from './keyedRows';

/** Keys read between two yields. */
const chunkSize = 4096;

/**
 * Reads the keys of the rows from `start` to before `end`, yielding between chunks. Stops at the first row whose key
 * is NaN; returns whether there is none.
 */
export function* readKeys(
  list: KeyedRows,
  keyOf: (row: number) => number,
  start = 0,
  end = list.rows.length,
): Generator<undefined, boolean> {
  for (let from = start; from < end; from += chunkSize) {
    if (from > start) {
      yield;
    }
    if (!readChunk(list, keyOf, from, Math.min(from + chunkSize, end))) {
      return false;
    }
  }
  return true;
}

/** The compiler is late to optimize loops of generators themselves. */
function readChunk(
  { rows, keys }: KeyedRows,
  keyOf: (row: number) => number,
  from: number,
  to: number,
): boolean {
  for (let index = from; index < to; index++) {
    const key = keyOf(rows[index] ?? 0);
    if (Number.isNaN(key)) {
      return false;
    }
    keys[index] = key;
  }
  return true;
}
