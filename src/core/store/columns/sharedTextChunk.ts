import { rowsPerChunk } from './chunks';
import { JoinedTexts } from '../saved/joinedTexts';
import { RepeatedTexts } from '../saved/repeatedTexts';
import { TextChunk } from './textChunk';

/** As many as a byte can tell apart. */
const maxValues = 256;

/** The texts of a chunk of rows, each stored once; where few of them repeat, they are stored like any other texts. */
export class SharedTextChunk {
  private codes = new Uint8Array(rowsPerChunk);
  /** By code; the first one is that of rows that were never set. */
  private values: (string | undefined)[] = [undefined];
  private distinct: TextChunk | undefined;

  static of(
    texts: RepeatedTexts | JoinedTexts,
    shared: (value: string) => string,
  ): SharedTextChunk {
    const chunk = new SharedTextChunk();
    if (texts instanceof JoinedTexts) {
      chunk.distinct = TextChunk.of(texts);
    } else if (texts.values.length > maxValues) {
      chunk.distinct = TextChunk.of(JoinedTexts.of(texts.all()));
    } else {
      chunk.codes.set(texts.codes);
      chunk.values = texts.values.map(value => value && shared(value));
    }
    return chunk;
  }

  get all(): RepeatedTexts | JoinedTexts | undefined {
    return this.distinct ? this.distinct.join() : RepeatedTexts.ofCodes(this.codes, this.values);
  }

  get(index: number): string | undefined {
    return this.distinct ? this.distinct.get(index) : this.values[this.codes[index] ?? 0];
  }

  /** `shared` finds an equal string that is in memory already. */
  set(index: number, value: string | undefined, shared: (value: string) => string): void {
    const code = this.distinct ? -1 : this.codeOf(value, shared);
    if (code >= 0) {
      this.codes[index] = code;
    } else {
      this.distinct ??= this.asDistinct();
      this.distinct.set(index, value);
    }
  }

  /** Sets the byte of each text that the test holds for; tests each distinct one once, and none whose byte is set. */
  mark(test: (text: string | undefined) => boolean, hits: Uint8Array): void {
    const { codes, distinct } = this;
    const holds = this.values.map(test);
    if (!distinct && !holds.includes(true)) {
      return;
    }
    for (let index = 0; index < rowsPerChunk; index++) {
      if (hits[index] === 0 && (distinct ? test(distinct.get(index)) : holds[codes[index] ?? 0])) {
        hits[index] = 1;
      }
    }
  }

  /** -1 if there are too many. */
  private codeOf(value: string | undefined, shared: (value: string) => string): number {
    const known = this.values.indexOf(value);
    return known >= 0 || value === undefined || this.values.length === maxValues
      ? known
      : this.values.push(shared(value)) - 1;
  }

  private asDistinct(): TextChunk {
    const chunk = new TextChunk();
    this.codes.forEach((code, index) => chunk.set(index, this.values[code]));
    [this.codes, this.values] = [new Uint8Array(), []];
    return chunk;
  }
}
