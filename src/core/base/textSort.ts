import { keyedRows, type KeyedRows } from './keyedRows';
import { nameKeys } from './nameKeys';
import { readKeys } from './readKeys';
import { endOf, numbersBefore, rowNumbers } from './rowNumbers';
import { maxCompared, sortSpan, stableSort } from './stableSort';
import { anyKeys, asciiKeys, type TextKeys } from './textKeys';

/** Rows of a list whose texts are equal up to a depth. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextOrder {
  readonly textOf: (row: number) => string;
  readonly isAscending: boolean;
  /**
   * Sets the keys of these rows, by row, to those of `nameKeys` from `depth` on, or to Infinity if the row has no text.
   * Absent: they are read one by one.
   */
  readonly readNameKeys?: (from: number, to: number, depth: number, keys: Float64Array) => void;
}

/** Fewer rows are sorted by comparing their texts. */
const fewRows = 16;

/** Many rows are ranked by text if a sample has few distinct ones, unless these turn out to be more. */
const manyRows = 256;
const sampleSize = 64;
const maxInSample = 16;
const maxRanked = 1_000;

/** Texts read between two yields. */
const readChunk = 4096;

/** If at least this share of all rows is still to be sorted, they are read in the order of rows. */
const largeShare = 1 / 16;

/**
 * Sorts rows by texts, ignoring case, and yields between chunks. Rows with equal texts keep their order; those
 * without a text are last in both directions. Most texts are compared a few characters at a time, as numbers, which
 * is several times faster than comparing strings.
 */
export function* sortByText(
  rows: Uint32Array,
  order: TextOrder,
): Generator<undefined, Uint32Array> {
  const list: KeyedRows = { rows: rows.slice(), keys: new Float64Array(rows.length) };
  const spare = keyedRows(rows.length);
  let spans: readonly Span[] = [{ start: 0, end: rows.length }];
  // Each kind of key is for more characters, of which fewer fit into a number.
  for (const kind of order.readNameKeys ? [nameKeys, asciiKeys, anyKeys] : [asciiKeys, anyKeys]) {
    spans = yield* sortSpans(list, spare, spans, order, kind);
  }
  return list.rows;
}

/** Sorts by one group of characters after the other. Returns the spans with texts that have no such keys. */
function* sortSpans(
  list: KeyedRows,
  spare: KeyedRows,
  all: readonly Span[],
  order: TextOrder,
  kind: TextKeys,
): Generator<undefined, Span[]> {
  const others: Span[] = [];
  let spans = all;
  let work = 0;
  for (let depth = 0; spans.length > 0; depth += kind.units) {
    const ties: Span[] = [];
    const keyOf = yield* keysAt(list.rows, spans, order, kind, depth);
    for (const span of spans) {
      const { start, end } = span;
      work += end - start;
      if (end - start < fewRows) {
        sortFew(list.rows, start, end, order);
      } else if (yield* rank(list, span, order)) {
        yield* sortPart(list, spare, start, end);
      } else if (yield* readKeys(list, keyOf, start, end)) {
        yield* sortPart(list, spare, start, end);
        addTies(ties, list.keys, span, kind);
      } else {
        others.push(span);
      }
      if (work >= readChunk) {
        work = 0;
        yield;
      }
    }
    spans = ties;
  }
  return others;
}

/** The key of a row by the characters from `depth` on; NaN if it has none of this kind. */
function* keysAt(
  rows: Uint32Array,
  spans: readonly Span[],
  { textOf, isAscending, readNameKeys }: TextOrder,
  kind: TextKeys,
  depth: number,
): Generator<undefined, (row: number) => number> {
  const directed = (key: number): number => (isAscending || key === Infinity ? key : -key);
  const keyOf = (row: number): number => {
    const text = textOf(row);
    return text === '' ? Infinity : kind.keyOf(text, depth);
  };
  const count = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const end = endOf(rows);
  if (count < end * largeShare) {
    return row => directed(keyOf(row));
  }
  const keys =
    readNameKeys && kind === nameKeys
      ? yield* numbersBefore(end, (from, to, keys) => readNameKeys(from, to, depth, keys))
      : yield* rowNumbers(rows, end, keyOf);
  return row => directed(keys[row] ?? NaN);
}

/** Sets the keys by the rank of each text, if few are distinct; returns whether they are. */
function* rank(
  { rows, keys }: KeyedRows,
  { start, end }: Span,
  { textOf, isAscending }: TextOrder,
): Generator<undefined, boolean> {
  if (end - start < manyRows) {
    return false;
  }
  const lowerOf = (index: number): string => textOf(rows[index] ?? 0).toLowerCase();
  const step = Math.floor((end - start) / sampleSize);
  const sample = new Set<string>();
  for (let index = start; index < end; index += step) {
    sample.add(lowerOf(index));
  }
  if (sample.size > maxInSample) {
    return false;
  }
  const codes = new Map<string, number>();
  for (let index = start; index < end; index++) {
    const text = lowerOf(index);
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    keys[index] = code;
    if (codes.size > maxRanked) {
      return false;
    }
    if ((index - start) % readChunk === readChunk - 1) {
      yield;
    }
  }
  const rankOf = ranksOf([...codes.keys()], isAscending);
  for (let index = start; index < end; index++) {
    keys[index] = rankOf[keys[index] ?? 0] ?? 0;
  }
  return true;
}

function ranksOf(texts: readonly string[], isAscending: boolean): Float64Array {
  const ranks = new Float64Array(texts.length);
  const sorted = [...texts.keys()].sort((a, b) => ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : 1));
  sorted.forEach((code, position) => {
    ranks[code] = texts[code] === '' ? Infinity : isAscending ? position : -position;
  });
  return ranks;
}

function* sortPart(
  list: KeyedRows,
  spare: KeyedRows,
  start: number,
  end: number,
): Generator<undefined, void> {
  if (isSorted(list.keys, start, end)) {
    return;
  }
  if (end - start <= maxCompared) {
    sortSpan(list, spare, start, end);
  } else {
    yield* stableSort(partOf(list, start, end), partOf(spare, start, end));
  }
}

/** As are the next characters of texts that begin alike for long. */
function isSorted(keys: Float64Array, start: number, end: number): boolean {
  for (let index = start + 1; index < end; index++) {
    if ((keys[index - 1] ?? 0) > (keys[index] ?? 0)) {
      return false;
    }
  }
  return true;
}

const partOf = ({ rows, keys }: KeyedRows, start: number, end: number): KeyedRows => ({
  rows: rows.subarray(start, end),
  keys: keys.subarray(start, end),
});

/** Rows with equal keys, whose texts go on after these characters, are still to be sorted. */
function addTies(ties: Span[], keys: Float64Array, { start, end }: Span, kind: TextKeys): void {
  for (let from = start, to = start; from < end; from = to) {
    const key = keys[from] ?? 0;
    while (to < end && keys[to] === key) {
      to++;
    }
    if (to - from > 1 && key !== Infinity && !kind.isEnd(Math.abs(key))) {
      ties.push({ start: from, end: to });
    }
  }
}

/** By insertion. */
function sortFew(
  rows: Uint32Array,
  start: number,
  end: number,
  { textOf, isAscending }: TextOrder,
): void {
  const texts: string[] = [];
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    const text = textOf(row).toLowerCase();
    let at = index - start;
    for (; at > 0 && isBefore(text, texts[at - 1] ?? '', isAscending); at--) {
      texts[at] = texts[at - 1] ?? '';
      rows[start + at] = rows[start + at - 1] ?? 0;
    }
    texts[at] = text;
    rows[start + at] = row;
  }
}

function isBefore(a: string, b: string, isAscending: boolean): boolean {
  return a !== '' && (b === '' || (isAscending ? a < b : a > b));
}
