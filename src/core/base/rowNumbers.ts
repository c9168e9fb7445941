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
  let end = 0;
  for (const row of rows) {
    end = row >= end ? row + 1 : end;
  }
  const isWanted = new Uint8Array(end);
  for (const row of rows) {
    isWanted[row] = 1;
  }
  const numbers = new Float64Array(end);
  for (let row = 0; row < end; row++) {
    if (isWanted[row] === 1) {
      numbers[row] = numberOf(row);
    }
    if (row % chunkSize === chunkSize - 1) {
      yield;
    }
  }
  return numbers;
}
