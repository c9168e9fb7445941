import { copyInto, capacityFor } from '../../base/growableArray';
import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import type { RowField } from './rowField';

/** A column of numbers, eight bytes each; takes no memory while no job has a value. */
export class NumberField implements RowField<number | undefined> {
  private values = new Float64Array();

  get(row: number): number | undefined {
    const value = this.values[row];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  set(row: number, value: number | undefined): void {
    if (row < this.values.length || value !== undefined) {
      this.makeRoomFor(row);
      this.values[row] = value ?? NaN;
    }
  }

  /** NaN if the job has no value. */
  raw(row: number): number {
    return this.values[row] ?? NaN;
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    const values = Float64Array.from(rows, row => this.raw(row));
    to.numbers(values.every(value => Number.isNaN(value)) ? new Float64Array() : values);
  }

  load(first: number, count: number, from: ChunkReader): void {
    const values = from.numbers(count);
    if (values.length > 0) {
      this.makeRoomFor(first + count - 1);
      this.values.set(values, first);
    }
  }

  private makeRoomFor(row: number): void {
    if (row >= this.values.length) {
      this.values = copyInto(this.values, new Float64Array(capacityFor(row)).fill(NaN));
    }
  }
}
