import type { KeyedRows } from './keyedRows';

/** Bits of a key that one pass sorts by. */
const digitBits = 11;
const digitValues = 2 ** digitBits;
const wordBits = 32;
/** In each of the two words of a key. */
const digitsPerWord = Math.ceil(wordBits / digitBits);

/** Rows looked at between two yields. */
const chunkSize = 16_384;

/** Which of the two words of a number holds its sign: the second one, on nearly all processors. */
const signWord = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;
const signBit = 2 ** 31;

/**
 * Sorts many rows by their keys, in place, yielding between chunks; rows with equal keys keep their order. Moves each
 * row to its place once for each digit of the keys, from the lowest on, without comparing any.
 */
export function* radixSort(list: KeyedRows, spare: KeyedRows): Generator<undefined, void> {
  const { length } = list.rows;
  const counts = new Uint32Array(2 * digitsPerWord * digitValues);
  for (let start = 0; start < length; start += chunkSize) {
    countDigits(list.keys, start, Math.min(start + chunkSize, length), counts);
    yield;
  }
  let [from, to] = [list, spare];
  for (let digit = 0; digit < 2 * digitsPerWord; digit++) {
    const places = counts.subarray(digit * digitValues, (digit + 1) * digitValues);
    if (countsToPlaces(places, length)) {
      for (let start = 0; start < length; start += chunkSize) {
        move(from, to, start, Math.min(start + chunkSize, length), digit, places);
        yield;
      }
      [from, to] = [to, from];
    }
  }
  if (from !== list) {
    list.rows.set(from.rows);
    list.keys.set(from.keys);
  }
}

/** Two for each key. */
const wordsOf = (keys: Float64Array): Uint32Array =>
  new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);

// Words with some bits inverted ascend with the keys: the sign of positive keys, and all bits of negative ones.

function countDigits(keys: Float64Array, start: number, end: number, counts: Uint32Array): void {
  const words = wordsOf(keys);
  for (let index = start; index < end; index++) {
    if (keys[index] === 0) {
      // It may be -0, whose bits are others.
      keys[index] = 0;
    }
    const signed = words[2 * index + signWord] ?? 0;
    const inverted = signed >= signBit ? -1 : 0;
    let low = (words[2 * index + 1 - signWord] ?? 0) ^ inverted;
    let high = signed ^ (inverted | signBit);
    for (let at = 0; at < digitsPerWord * digitValues; at += digitValues) {
      const [ofLow, ofHigh] = [
        at + (low & (digitValues - 1)),
        at + (high & (digitValues - 1)) + digitsPerWord * digitValues,
      ];
      counts[ofLow] = (counts[ofLow] ?? 0) + 1;
      counts[ofHigh] = (counts[ofHigh] ?? 0) + 1;
      low >>>= digitBits;
      high >>>= digitBits;
    }
  }
}

/** By value of a digit, where the first row with it goes; returns false if all rows have the same value. */
function countsToPlaces(counts: Uint32Array, length: number): boolean {
  let place = 0;
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value] ?? 0;
    if (count === length) {
      return false;
    }
    counts[value] = place;
    place += count;
  }
  return true;
}

function move(
  from: KeyedRows,
  to: KeyedRows,
  start: number,
  end: number,
  digit: number,
  places: Uint32Array,
): void {
  const words = wordsOf(from.keys);
  const isHigh = digit >= digitsPerWord;
  const word = isHigh ? signWord : 1 - signWord;
  const always = isHigh ? signBit : 0;
  const shift = digitBits * (digit % digitsPerWord);
  for (let index = start; index < end; index++) {
    const inverted = (words[2 * index + signWord] ?? 0) >= signBit ? -1 : always;
    const value = (((words[2 * index + word] ?? 0) ^ inverted) >>> shift) & (digitValues - 1);
    const place = places[value] ?? 0;
    places[value] = place + 1;
    to.rows[place] = from.rows[index] ?? 0;
    to.keys[place] = from.keys[index] ?? 0;
  }
}
