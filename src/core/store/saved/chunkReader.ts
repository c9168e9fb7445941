import { alignment, padded, textForms } from './chunkWriter';
import { JoinedTexts } from './joinedTexts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Texts that repeat: the code of each, and the texts by code. */
export interface RepeatedTexts {
  readonly codes: Uint32Array;
  readonly values: readonly (string | undefined)[];
}

/** Reads what {ChunkWriter} wrote, in the same order. Throws an error if the bytes cannot be its work. */
export class ChunkReader {
  private at = 0;
  private readonly view: DataView;

  /** `bytes` must start a buffer of their own. */
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  numbers(count: number): Float64Array {
    const { buffer, byteOffset, length } = this.section();
    const values = new Float64Array(buffer, byteOffset, length / Float64Array.BYTES_PER_ELEMENT);
    // A column without values takes no room.
    return lengthOf(values, [0, count]);
  }

  codes(count: number): Uint32Array {
    const { buffer, byteOffset, length } = this.section();
    const values = new Uint32Array(buffer, byteOffset, length / Uint32Array.BYTES_PER_ELEMENT);
    return lengthOf(values, [count]);
  }

  /** Without `count`, as many as there are. */
  texts(count?: number): JoinedTexts {
    const { buffer, byteOffset, length } = this.section();
    const view = new Uint32Array(buffer, byteOffset, length / Uint32Array.BYTES_PER_ELEMENT);
    // A copy, so that the bytes of the whole chunk are not kept.
    const ends = lengthOf(view, [count ?? view.length]).slice();
    const [form] = this.codes(1);
    const decoded = decoder.decode(this.section());
    const text = form === textForms.json ? (JSON.parse(decoded) as string) : decoded;
    const texts = new JoinedTexts(text, ends);
    if (!texts.isSound) {
      throw new Error('texts do not add up');
    }
    return texts;
  }

  repeatedTexts(count: number): RepeatedTexts {
    const codes = this.codes(count);
    const values = this.texts().all();
    if (codes.some(code => code >= values.length)) {
      throw new Error('a text is missing');
    }
    return { codes, values };
  }

  /** Throws if there is more. */
  end(): void {
    if (this.at !== this.bytes.length) {
      throw new Error('there is more than expected');
    }
  }

  private section(): Uint8Array {
    const length = this.view.getUint32(this.at, true);
    const start = this.at + alignment;
    this.at = start + padded(length);
    if (this.at > this.bytes.length) {
      throw new Error('the end is missing');
    }
    return this.bytes.subarray(start, start + length);
  }
}

function lengthOf<T extends { readonly length: number }>(values: T, allowed: readonly number[]): T {
  if (!allowed.includes(values.length)) {
    throw new Error(`${values.length} values instead of ${allowed.join(' or ')}`);
  }
  return values;
}
