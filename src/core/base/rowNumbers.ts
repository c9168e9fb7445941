/** Rows read between two yields. */
const chunkSize = 4096;

/**
 * A number of each of these rows, by row; yields between chunks. Reads them in ascending order, whatever theirs is:
 * what columns hold of rows beside each other is close together in memory, which is several times faster.
 */
export function* rowNumbers(
  rows: Uint32Array,
  numberOf: (row: number) => number,
): Generator<undefined, Float64Array> {
  const isWanted = flagsOf(rows);
  const numbers = new Float64Array(isWanted.length);
  for (let from = 0; from < numbers.length; from += chunkSize) {
    read(from, Math.min(from + chunkSize, numbers.length), isWanted, numbers, numberOf);
    yield;
  }
  return numbers;
}

/** The same for all rows up to the last one of these, many at a time. */
export function* allNumbers(
  rows: Uint32Array,
  read: (from: number, to: number, numbers: Float64Array) => void,
): Generator<undefined, Float64Array> {
  const numbers = new Float64Array(endOf(rows));
  for (let from = 0; from < numbers.length; from += chunkSize) {
    read(from, Math.min(from + chunkSize, numbers.length), numbers);
    yield;
  }
  return numbers;
}

/** One more than the last of these rows. */
export function endOf(rows: Uint32Array): number {
  let end = 0;
  // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
  for (let index = 0; index < rows.length; index++) {
    end = Math.max(end, (rows[index] ?? 0) + 1);
  }
  return end;
}

// The compiler is late to optimize loops of generators themselves.

function flagsOf(rows: Uint32Array): Uint8Array {
  const flags = new Uint8Array(endOf(rows));
  // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
  for (let index = 0; index < rows.length; index++) {
    flags[rows[index] ?? 0] = 1;
  }
  return flags;
}

function read(
  from: number,
  to: number,
  isWanted: Uint8Array,
  numbers: Float64Array,
  numberOf: (row: number) => number,
): void {
  for (let row = from; row < to; row++) {
    if (isWanted[row] === 1) {
      numbers[row] = numberOf(row);
    }
  }
}
