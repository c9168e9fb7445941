import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import { JoinedTexts } from '../saved/joinedTexts';
import { RepeatedTexts } from '../saved/repeatedTexts';
import { chunkOf, indexInChunk, wholeChunk } from './chunks';
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

  /** The texts of the rows from `number * rowsPerChunk` on; undefined if none was ever set. */
  chunk(number: number): Pick<SharedTextChunk, 'mark'> | undefined {
    return this.chunks[number];
  }

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
    const chunk = this.chunks[wholeChunk(rows) ?? -1];
    const texts = chunk?.all ?? RepeatedTexts.of(Array.from(rows, row => this.get(row)));
    const isJoined = texts instanceof JoinedTexts;
    to.codes(Uint32Array.of(isJoined ? 1 : 0));
    if (isJoined) {
      to.texts(texts);
    } else {
      to.repeatedTexts(texts);
    }
  }

  load(first: number, count: number, from: ChunkReader): void {
    const [isJoined] = from.codes(1);
    const texts = isJoined === 1 ? from.texts(count) : from.repeatedTexts(count);
    if (!texts.isUndefined) {
      this.chunks[chunkOf(first)] = SharedTextChunk.of(texts, this.shared);
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
