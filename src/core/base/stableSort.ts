import type { KeyedRows } from './keyedRows';
import { radixSort } from './radixSort';

/** More rows are sorted by digits of their keys, which takes a fraction of the time of comparing them. */
export const maxCompared = 2_048;

/** Shorter runs are sorted by insertion. */
const runLength = 8;

/** Sorts rows by their keys, in place, yielding between chunks; rows with equal keys keep their order. */
export function* stableSort(list: KeyedRows, spare: KeyedRows): Generator<undefined, void> {
  const { length } = list.rows;
  if (length <= maxCompared) {
    sortSpan(list, spare, 0, length);
  } else {
    yield* radixSort(list, spare);
  }
}

/**
 * The same for a few rows, at once. A merge sort that carries the keys along, since sequential memory access matters
 * more than the number of steps.
 */
export function sortSpan(list: KeyedRows, spare: KeyedRows, start: number, end: number): void {
  for (let low = start; low < end; low += runLength) {
    sortByInsertion(list, low, Math.min(low + runLength, end));
  }
  let [from, to] = [list, spare];
  for (let width = runLength; width < end - start; width *= 2) {
    for (let low = start; low < end; low += 2 * width) {
      const middle = Math.min(low + width, end);
      const high = Math.min(middle + width, end);
      merge(from, to, low, middle, high);
    }
    [from, to] = [to, from];
  }
  if (from !== list) {
    copy(from, list, start, end);
  }
}

function copy(from: KeyedRows, to: KeyedRows, start: number, end: number): void {
  to.rows.set(from.rows.subarray(start, end), start);
  to.keys.set(from.keys.subarray(start, end), start);
}

function sortByInsertion({ rows, keys }: KeyedRows, start: number, end: number): void {
  for (let index = start + 1; index < end; index++) {
    const [row, key] = [rows[index] ?? 0, keys[index] ?? 0];
    let at = index;
    for (; at > start && (keys[at - 1] ?? 0) > key; at--) {
      rows[at] = rows[at - 1] ?? 0;
      keys[at] = keys[at - 1] ?? 0;
    }
    rows[at] = row;
    keys[at] = key;
  }
}

/** Merges [start, middle) and [middle, end). */
function merge(from: KeyedRows, to: KeyedRows, start: number, middle: number, end: number): void {
  const { rows, keys } = from;
  let [a, b] = [start, middle];
  for (let out = start; out < end; out++) {
    const isFromA = b >= end || (a < middle && !((keys[b] ?? 0) < (keys[a] ?? 0)));
    const position = isFromA ? a++ : b++;
    to.keys[out] = keys[position] ?? 0;
    to.rows[out] = rows[position] ?? 0;
  }
}
