/** Rows, each with the number to sort by; none is NaN. */
export interface KeyedRows {
  readonly rows: Uint32Array;
  readonly keys: Float64Array;
}

/** Rows sorted or merged between two yields: about a millisecond of work. */
export const sortChunk = 16_384;

/** Shorter runs are sorted by insertion. */
const runLength = 8;

export const keyedRows = (length: number): KeyedRows => ({
  rows: new Uint32Array(length),
  keys: new Float64Array(length),
});

/**
 * Sorts rows by their keys, in place, yielding between chunks; rows with equal keys keep their order. A merge sort
 * that carries the keys along: with a million rows, sequential memory access matters more than the number of steps.
 */
export function* stableSort(list: KeyedRows, spare: KeyedRows): Generator<undefined, void> {
  const { length } = list.rows;
  for (let start = 0; start < length; start += sortChunk) {
    sortSpan(list, spare, start, Math.min(start + sortChunk, length));
    yield;
  }
  let [from, to] = [list, spare];
  for (let width = sortChunk; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(middle + width, length);
      const cursor = { a: start, b: middle, out: start };
      while (cursor.out < end) {
        merge(from, to, cursor, middle, end, Math.min(cursor.out + sortChunk, end));
        yield;
      }
    }
    [from, to] = [to, from];
  }
  if (from !== list) {
    copy(from, list, 0, length);
  }
}

/** The same for a few rows, at once. */
export function sortSpan(list: KeyedRows, spare: KeyedRows, start: number, end: number): void {
  for (let low = start; low < end; low += runLength) {
    sortByInsertion(list, low, Math.min(low + runLength, end));
  }
  let [from, to] = [list, spare];
  for (let width = runLength; width < end - start; width *= 2) {
    for (let low = start; low < end; low += 2 * width) {
      const middle = Math.min(low + width, end);
      const high = Math.min(middle + width, end);
      merge(from, to, { a: low, b: middle, out: low }, middle, high, high);
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

/** Merges [.., middle) and [middle, end) up to `stop`; `cursor` holds the positions reached. */
function merge(
  from: KeyedRows,
  to: KeyedRows,
  cursor: { a: number; b: number; out: number },
  middle: number,
  end: number,
  stop: number,
): void {
  const { rows, keys } = from;
  let { a, b, out } = cursor;
  for (; out < stop; out++) {
    const isFromA = b >= end || (a < middle && !((keys[b] ?? 0) < (keys[a] ?? 0)));
    const position = isFromA ? a++ : b++;
    to.keys[out] = keys[position] ?? 0;
    to.rows[out] = rows[position] ?? 0;
  }
  cursor.a = a;
  cursor.b = b;
  cursor.out = out;
}
