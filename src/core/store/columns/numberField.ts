import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import { PackedNumbers } from '../saved/packedNumbers';
import { chunkOf, indexInChunk, rowsPerChunk, wholeChunk } from './chunks';
import type { RowField } from './rowField';

/** A column of numbers; takes no memory while no job has a value. */
export class NumberField implements RowField<number | undefined> {
  /** By number; without those that have no value. */
  private readonly chunks: (PackedNumbers | undefined)[] = [];

  get(row: number): number | undefined {
    const value = this.raw(row);
    return Number.isNaN(value) ? undefined : value;
  }

  /** NaN if the job has no value. */
  raw(row: number): number {
    return this.chunks[chunkOf(row)]?.at(indexInChunk(row)) ?? NaN;
  }

  /** Whether a row from `chunk * rowsPerChunk` on may have a value. */
  hasAny(chunk: number): boolean {
    return this.chunks[chunk] !== undefined;
  }

  set(row: number, value = NaN): void {
    const number = chunkOf(row);
    const chunk = this.chunks[number];
    if (chunk ? !chunk.set(indexInChunk(row), value) : !Number.isNaN(value)) {
      const values = chunk?.all() ?? new Float64Array(rowsPerChunk).fill(NaN);
      values[indexInChunk(row)] = value;
      this.chunks[number] = PackedNumbers.of(values);
    }
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    const number = wholeChunk(rows);
    const numbers =
      number === undefined
        ? PackedNumbers.of(Float64Array.from(rows, row => this.raw(row)))
        : this.chunks[number];
    to.numbers(numbers?.isEmpty === true ? undefined : numbers);
  }

  load(first: number, count: number, from: ChunkReader): void {
    const numbers = from.numbers(count);
    if (numbers) {
      this.chunks[chunkOf(first)] = numbers.padded(rowsPerChunk);
    }
  }
}
