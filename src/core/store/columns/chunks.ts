/** Columns keep their rows in chunks of this many, which is also how they are saved. */
export const rowsPerChunk = 4_096;

const chunkBits = 12;

export const chunkOf = (row: number): number => row >>> chunkBits;

export const firstOfChunk = (chunk: number): number => chunk * rowsPerChunk;

export const indexInChunk = (row: number): number => row & (rowsPerChunk - 1);

/** The chunk that these rows, in ascending order, are all of; undefined if they are not a whole one. */
export function wholeChunk(rows: Uint32Array): number | undefined {
  const [first = -1] = rows;
  const isWhole =
    rows.length === rowsPerChunk &&
    indexInChunk(first) === 0 &&
    rows.at(-1) === first + rowsPerChunk - 1;
  return isWhole ? chunkOf(first) : undefined;
}
