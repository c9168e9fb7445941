import type { TextKeys } from './textKeys';

/** Characters in a key, as many as a number holds without rounding. */
const units = 10;
const halfUnits = 5;
/** One more than there are characters: the end of a text is 0. */
const base = 39;
const halfBase = base ** halfUnits;
/** Stands for a character that names do not have; greater than any digit. */
const notInNames = 64;

/** By unit, its digit in a key: the same for a capital and its small letter. */
const digits = new Uint8Array(256).fill(notInNames);
Array.from('-0123456789_abcdefghijklmnopqrstuvwxyz').forEach((character, index) => {
  digits[character.charCodeAt(0)] = index + 1;
  digits[character.toUpperCase().charCodeAt(0)] = index + 1;
});

/** For texts of letters, digits, hyphens and underscores up to the end of the key, such as job names and IDs. */
export const nameKeys: TextKeys = {
  units,
  keyOf: (text, depth) => nameKeyAt(text, depth, text.length),
  isEnd: key => key % base === 0,
};

/** The key of `nameKeys` from a position on, for a text that ends at `end` of a longer one. */
export function nameKeyAt(text: string, at: number, end: number): number {
  if (at + units > end) {
    return endingKeyAt(text, at, end);
  }
  const [high, low] = [fiveAt(text, at), fiveAt(text, at + halfUnits)];
  return high < 0 || low < 0 ? NaN : high * halfBase + low;
}

/** Written out, since a first sort reads millions of keys; -1 if a character is not in names. */
function fiveAt(text: string, at: number): number {
  const a = digitOf(text.charCodeAt(at));
  const b = digitOf(text.charCodeAt(at + 1));
  const c = digitOf(text.charCodeAt(at + 2));
  const d = digitOf(text.charCodeAt(at + 3));
  const e = digitOf(text.charCodeAt(at + 4));
  return (a | b | c | d | e) >= notInNames
    ? -1
    : (((a * base + b) * base + c) * base + d) * base + e;
}

function endingKeyAt(text: string, start: number, end: number): number {
  let key = 0;
  for (let at = start; at < start + units; at++) {
    const digit = at < end ? digitOf(text.charCodeAt(at)) : 0;
    key = key * base + (digit === notInNames ? NaN : digit);
  }
  return key;
}

const digitOf = (unit: number): number =>
  unit < digits.length ? (digits[unit] ?? notInNames) : notInNames;
