import { textHash } from '../../base/textHash';
import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import { JoinedTexts } from '../saved/joinedTexts';
import { chunkOf, firstOfChunk, indexInChunk, rowsPerChunk, wholeChunk } from './chunks';
import type { RowField } from './rowField';
import { TextChunk } from './textChunk';

/** A column of mostly distinct strings; takes no memory while no job has a value. */
export class TextField<T extends string | undefined> implements RowField<T> {
  /** By number; without those that have only undefined texts. */
  private readonly chunks: (TextChunk | undefined)[] = [];
  private areLowerCase = true;

  /** Whether no string so far contains A to Z, which makes a plain text search faster. */
  get isLowerCase(): boolean {
    return this.areLowerCase;
  }

  /**
   * The texts of the rows from `number * rowsPerChunk` on, for a search that looks at many; undefined if all of them
   * are undefined. Valid until the next change.
   */
  chunk(number: number): Pick<TextChunk, 'texts' | 'changed' | 'isLowerCase' | 'get'> | undefined {
    return this.chunks[number];
  }

  get(row: number): T {
    return this.chunks[chunkOf(row)]?.get(indexInChunk(row)) as T;
  }

  holds(row: number, value: T): boolean {
    const chunk = this.chunks[chunkOf(row)];
    return chunk ? chunk.holds(indexInChunk(row), value) : value === undefined;
  }

  /** `textHash` of a text, or of an empty one. */
  hash(row: number, seed: number): number {
    return this.chunks[chunkOf(row)]?.hash(indexInChunk(row), seed) ?? textHash('', seed);
  }

  /** See `JoinedTexts.readNameKeys`; by row. */
  readNameKeys(from: number, to: number, depth: number, keys: Float64Array): void {
    for (let start = from; start < to;) {
      const first = firstOfChunk(chunkOf(start));
      const end = Math.min(first + rowsPerChunk, to);
      const chunk = this.chunks[chunkOf(start)];
      if (chunk) {
        chunk.readNameKeys(start - first, end - first, depth, keys.subarray(first));
      } else {
        keys.fill(Infinity, start, end);
      }
      start = end;
    }
  }

  set(row: number, value: T): void {
    const number = chunkOf(row);
    let chunk = this.chunks[number];
    if (!chunk && value !== undefined) {
      chunk = this.chunks[number] = new TextChunk();
    }
    chunk?.set(indexInChunk(row), value);
    this.areLowerCase &&= chunk?.isLowerCase ?? true;
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    const whole = this.chunks[wholeChunk(rows) ?? -1]?.join();
    to.texts(whole ?? JoinedTexts.of(Array.from(rows, row => this.get(row))));
  }

  load(first: number, count: number, from: ChunkReader): void {
    const texts = from.texts(count);
    if (!texts.isUndefined) {
      const chunk = TextChunk.of(texts);
      this.chunks[chunkOf(first)] = chunk;
      this.areLowerCase &&= chunk.isLowerCase;
    }
  }
}
