import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';

/** One column: the value of a field in each row. */
export interface RowField<T> {
  get(row: number): T;
  set(row: number, value: T): void;
  /** Whether the row has this value, where that is not the same as being it. */
  holds?(row: number, value: T): boolean;
  /** Writes the values of these rows. */
  save(rows: Uint32Array, to: ChunkWriter): void;
  /** Reads the values of `count` rows from `first` on, none of which has had a value. */
  load(first: number, count: number, from: ChunkReader): void;
  /** Makes room for so many rows at once, which is faster than doing so again and again. */
  reserve?(rows: number): void;
}
