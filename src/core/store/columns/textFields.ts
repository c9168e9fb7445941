import { copyInto, capacityFor } from '../../base/growableArray';
import type { ChunkReader, RepeatedTexts } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import type { JoinedTexts } from '../saved/joinedTexts';
import type { RowField } from './rowField';

const capital = /[A-Z]/;

/** A column of mostly distinct strings. Those that were loaded stay joined until they are replaced. */
export class TextField<T extends string | undefined> implements RowField<T> {
  /** Undefined where the row is in a block. */
  private readonly values: (T | undefined)[] = [];
  private readonly blocks: { readonly first: number; readonly texts: JoinedTexts }[] = [];
  /** By row, the number of its block plus one; 0 if its value is its own. */
  private blockOf = new Uint16Array();
  private areLowerCase = true;

  /** Whether no string so far contains A to Z, which makes a plain text search faster. */
  get isLowerCase(): boolean {
    return this.areLowerCase;
  }

  get(row: number): T {
    const block = this.blocks[(this.blockOf[row] ?? 0) - 1];
    return (block ? block.texts.at(row - block.first) : this.values[row]) as T;
  }

  set(row: number, value: T): void {
    this.values[row] = value;
    if (row < this.blockOf.length) {
      this.blockOf[row] = 0;
    }
    this.areLowerCase &&= value === undefined || !capital.test(value);
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    to.texts(Array.from(rows, row => this.get(row)));
  }

  load(first: number, count: number, from: ChunkReader): void {
    const texts = from.texts(count);
    const number = this.blocks.push({ first, texts });
    const end = first + count;
    if (end > this.blockOf.length) {
      this.blockOf = copyInto(this.blockOf, new Uint16Array(capacityFor(end)));
    }
    this.blockOf.fill(number, first, end);
    for (let row = this.values.length; row < end; row++) {
      this.values.push(undefined);
    }
    this.areLowerCase &&= !capital.test(texts.text);
  }
}

/** With more distinct strings, repeats are rare and the lookup costs more than it saves. */
export const maxShared = 10_000;

/** A column of frequently repeated strings, each stored once as long as that pays off. */
export class SharedTextField<T extends string | undefined> implements RowField<T> {
  private readonly values: T[] = [];
  private readonly known = new Map<T, T>();

  get(row: number): T {
    return this.values[row] as T;
  }

  set(row: number, value: T): void {
    this.values[row] = this.shared(value);
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    to.repeatedTexts(Array.from(rows, row => this.get(row)));
  }

  load(first: number, count: number, from: ChunkReader): void {
    this.put(first, from.repeatedTexts(count));
  }

  put(first: number, { codes, values }: RepeatedTexts): void {
    const shared = values.map(value => this.shared(value as T));
    codes.forEach((code, index) => (this.values[first + index] = shared[code] as T));
  }

  private shared(value: T): T {
    const known = this.known.get(value);
    if (known === undefined) {
      if (this.known.size >= maxShared) {
        this.known.clear();
      }
      this.known.set(value, value);
    }
    return known ?? value;
  }
}
