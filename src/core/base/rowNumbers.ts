/** Rows read between two yields. */
const chunkSize = 4096;

/** One more than the last of these rows. */
export function endOf(rows: Uint32Array): number {
  let end = 0;
  // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
  for (let index = 0; index < rows.length; index++) {
    end = Math.max(end, (rows[index] ?? 0) + 1);
  }
  return end;
}

/** A number of each row before `end`, by row; `read` sets those of many rows at a time. Yields between chunks. */
export function* numbersBefore(
  end: number,
  read: (from: number, to: number, numbers: Float64Array) => void,
): Generator<undefined, Float64Array> {
  const numbers = new Float64Array(end);
  for (let from = 0; from < end; from += chunkSize) {
    read(from, Math.min(from + chunkSize, end), numbers);
    yield;
  }
  return numbers;
}

/**
 * The same of these rows only, all before `end`. Reads them in ascending order, whatever theirs is: what columns hold
 * of rows beside each other is close together in memory, which is several times faster.
 */
export function rowNumbers(
  rows: Uint32Array,
  end: number,
  numberOf: (row: number) => number,
): Generator<undefined, Float64Array> {
  const isWanted = new Uint8Array(end);
  // oxlint-disable-next-line typescript/prefer-for-of -- several times faster
  for (let index = 0; index < rows.length; index++) {
    isWanted[rows[index] ?? 0] = 1;
  }
  return numbersBefore(end, (from, to, numbers) => {
    for (let row = from; row < to; row++) {
      if (isWanted[row] === 1) {
        numbers[row] = numberOf(row);
      }
    }
  });
}
