import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import { RepeatedTexts } from '../saved/repeatedTexts';
import { chunkOf, indexInChunk } from './chunks';
import type { RowField } from './rowField';
import { SharedTextChunk } from './sharedTextChunk';

/** With more distinct strings, repeats are rare and the lookup costs more than it saves. */
export const maxShared = 10_000;

/** A column of frequently repeated strings; takes no memory while no job has a value. */
export class SharedTextField<T extends string | undefined> implements RowField<T> {
  /** By number; without those that have only undefined texts. */
  private readonly chunks: (SharedTextChunk | undefined)[] = [];
  /** Strings that chunks have in common. */
  private readonly known = new Map<string, string>();

  get(row: number): T {
    return this.chunks[chunkOf(row)]?.get(indexInChunk(row)) as T;
  }

  set(row: number, value: T): void {
    const number = chunkOf(row);
    if (value !== undefined) {
      this.chunks[number] ??= new SharedTextChunk();
    }
    this.chunks[number]?.set(indexInChunk(row), value, this.shared);
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    to.repeatedTexts(RepeatedTexts.of(Array.from(rows, row => this.get(row))));
  }

  load(first: number, count: number, from: ChunkReader): void {
    const { codes, values } = from.repeatedTexts(count);
    if (values.some(value => value !== undefined)) {
      const chunk = (this.chunks[chunkOf(first)] = new SharedTextChunk());
      codes.forEach((code, index) => chunk.set(index, values[code], this.shared));
    }
  }

  private readonly shared = (value: string): string => {
    const known = this.known.get(value);
    if (known === undefined) {
      if (this.known.size >= maxShared) {
        this.known.clear();
      }
      this.known.set(value, value);
    }
    return known ?? value;
  };
}
