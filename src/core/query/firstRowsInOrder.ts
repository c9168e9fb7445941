import { rowNumbers } from '../base/rowNumbers';
import type { RowSort } from './rowSort';

/** Rows scanned between two yields. */
const chunkSize = 4096;

/** The first `count` matching rows in sort order, without sorting all of them; yields between chunks. */
export function* firstRowsInOrder<K>(
  rows: Uint32Array,
  by: Omit<RowSort<K>, 'sort'>,
  count: number,
  matches: (row: number) => boolean,
): Generator<undefined, Uint32Array> {
  const matching = (row: number): number => (matches(row) ? by.roughKeyOf(row) : NaN);
  const roughKeys = yield* rowNumbers(rows, matching);
  let first: { readonly row: number; readonly key: K }[] = [];
  for (let start = 0; start < rows.length; start += chunkSize) {
    const last = first.length === count ? first.at(-1) : undefined;
    const roughLast = last ? (roughKeys[last.row] ?? NaN) : Infinity;
    for (const row of rows.subarray(start, start + chunkSize)) {
      if ((roughKeys[row] ?? NaN) <= roughLast) {
        const key = by.keyOf(row);
        if (!last || by.isBefore(key, last.key)) {
          first.push({ row, key });
        }
      }
    }
    // The sort is stable, so rows with equal keys keep their order.
    first.sort((a, b) => (by.isBefore(a.key, b.key) ? -1 : by.isBefore(b.key, a.key) ? 1 : 0));
    first = first.slice(0, count);
    yield;
  }
  return Uint32Array.from(first, ({ row }) => row);
}
