import { alignment, padded, textForms } from './chunkWriter';
import { JoinedTexts } from './joinedTexts';
import { offsetTypes, PackedNumbers, type Offsets } from './packedNumbers';
import { RepeatedTexts } from './repeatedTexts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads what {ChunkWriter} wrote, in the same order. Throws an error if the bytes cannot be its work. */
export class ChunkReader {
  private at = 0;
  private readonly view: DataView;
  private readonly joined: string;
  private joinedAt = 0;

  /** `bytes` must start where their buffer does. */
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.joined = decoder.decode(this.section());
  }

  numbers(count: number): PackedNumbers | undefined {
    const [base = NaN] = this.values([1], [Float64Array]);
    const offsets = this.values<Offsets>([count, 0], offsetTypes);
    return offsets.length === 0 ? undefined : new PackedNumbers(base, offsets);
  }

  codes(count: number): Uint32Array {
    return this.values([count], [Uint32Array]);
  }

  texts(count: number): JoinedTexts {
    const ends = this.codes(count);
    const texts = new JoinedTexts(this.text((ends.at(-1) ?? 0) >>> 1), ends);
    if (!texts.isSound) {
      throw new Error('texts do not add up');
    }
    return texts;
  }

  /** Valid as long as the bytes are. */
  repeatedTexts(count: number): RepeatedTexts {
    const codes = this.valuesInPlace<RepeatedTexts['codes']>([count, 0], [Uint8Array, Uint16Array]);
    const [valueCount = 0] = this.codes(1);
    const values = this.texts(valueCount).all();
    return RepeatedTexts.checked(
      codes.length === 0 ? new Uint8Array(count).fill(valueCount - 1) : codes,
      values,
    );
  }

  /** Throws if there is more. */
  end(): void {
    if (this.at !== this.bytes.length || this.joinedAt !== this.joined.length) {
      throw new Error('there is more than expected');
    }
  }

  private text(length: number): string {
    const [form] = this.codes(1);
    if (form === textForms.joined) {
      const start = this.joinedAt;
      this.joinedAt += length;
      return this.joined.slice(start, this.joinedAt);
    }
    const decoded = decoder.decode(this.section());
    return form === textForms.json ? (JSON.parse(decoded) as string) : decoded;
  }

  /** A copy, so that the bytes of the whole chunk are not kept. */
  private values<T extends Offsets>(
    counts: readonly number[],
    types: readonly NumberArray<T>[],
  ): T {
    return this.valuesInPlace(counts, types).slice() as T;
  }

  /** Values of the type that the length of the section tells. */
  private valuesInPlace<T extends Offsets>(
    counts: readonly number[],
    types: readonly NumberArray<T>[],
  ): T {
    const { buffer, byteOffset, length } = this.section();
    const Type = types.find(({ BYTES_PER_ELEMENT: size }) =>
      counts.some(count => length === count * size),
    );
    if (!Type) {
      throw new Error(`${length} bytes for ${counts.join(' or ')} values`);
    }
    return new Type(buffer as ArrayBuffer, byteOffset, length / Type.BYTES_PER_ELEMENT);
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

interface NumberArray<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): T;
}
