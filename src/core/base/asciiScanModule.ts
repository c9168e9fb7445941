/**
 * A WebAssembly module, because only it can compare 16 characters at once. As text:
 *
 *   (memory (export "memory") 17)
 *   (func (export "find") (param $from i32) (param $end i32) (param $middle i32) (param $last i32) (result i32)
 *     ;; for each of three characters of the needle, itself and the bit that tells its capital from it
 *     (loop from $from to before $end, by 16:
 *       (if ($found = the bits of the positions where all three match, the second one $middle characters
 *           on, the third one $last characters on)
 *         (return (the first of these positions))))
 *     (return -1))
 */
const i32 = 0x7f;
const v128 = 0x7b;
const [from, end, middle, last, found] = [0, 1, 2, 3, 4];
/** The local variables of the three characters, each followed by that of its bit. */
const firstPart = 5;
const parts = 6;

/** Bytes of a page, the unit of memory. */
const pageSize = 2 ** 16;
const textPages = 16;

/** Texts up to this length are at the start of the memory. */
export const maxScanned = textPages * pageSize;

/** Where the three characters are, each followed by its bit. What is searched may extend nearly up to here. */
export const partsAt = (textPages + 1) * pageSize - parts;

const leb = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
const vector = (items: readonly (readonly number[])[]): number[] => [
  ...leb(items.length),
  ...items.flat(),
];
const sized = (bytes: readonly number[]): number[] => [...leb(bytes.length), ...bytes];
const section = (id: number, items: readonly (readonly number[])[]): number[] => [
  id,
  ...sized(vector(items)),
];
const text = (value: string): number[] => vector(Array.from(value, each => [each.charCodeAt(0)]));

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const tee = (local: number): number[] => [0x22, local];
const add = [0x6a];
const load128 = [0xfd, 0x00, 0, 0];
const load8Splat = (at: number): number[] => [0xfd, 0x07, 0, ...leb(at)];
const equal8 = [0xfd, 0x23];
const and128 = [0xfd, 0x4e];
const or128 = [0xfd, 0x50];
const bitmask8 = [0xfd, 0x64];

/** Compares 16 characters at an address with a part of the needle. */
const matches = (address: readonly number[], part: number): number[] => [
  ...address,
  ...load128,
  ...get(firstPart + 2 * part + 1),
  ...or128,
  ...get(firstPart + 2 * part),
  ...equal8,
];

const body = [
  ...vector([
    [1, i32],
    [parts, v128],
  ]),
  ...Array.from({ length: parts }, (_, part) => [
    ...[0x41, 0, ...load8Splat(partsAt + part)],
    ...set(firstPart + part),
  ]).flat(),
  ...[0x02, 0x40, 0x03, 0x40], // block, loop
  ...[...get(from), ...get(end), 0x4e, 0x0d, 1], // leave the block if from >= end
  ...matches(get(from), 0),
  ...[...matches([...get(from), ...get(middle), ...add], 1), ...and128],
  ...[...matches([...get(from), ...get(last), ...add], 2), ...and128],
  ...[...bitmask8, ...tee(found)],
  ...[0x04, 0x40, ...get(from), ...get(found), 0x68, ...add, 0x0f, 0x0b], // if: return from + trailing zeros
  ...[...get(from), 0x41, 16, ...add, ...set(from), 0x0c, 0], // go on with the loop
  ...[0x0b, 0x0b, 0x41, 0x7f, 0x0b], // the ends of loop and block; -1
];

export const asciiScanModule = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, [[0x60, ...vector([[i32], [i32], [i32], [i32]]), ...vector([[i32]])]]),
  ...section(3, [[0]]),
  ...section(5, [[0, textPages + 1]]),
  ...section(7, [
    [...text('memory'), 2, 0],
    [...text('find'), 0, 0],
  ]),
  ...section(10, [sized(body)]),
]);
