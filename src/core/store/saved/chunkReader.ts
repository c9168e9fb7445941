import { AsciiColumn, AsciiTexts } from './asciiTexts';
import { alignment, padded, textForms, type SavedChunk } from './chunkWriter';
import { JoinedTexts } from './joinedTexts';
import { offsetTypes, PackedNumbers, type Offsets } from './packedNumbers';
import { RepeatedTexts } from './repeatedTexts';
import { equalEnds } from './textEnds';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads what {ChunkWriter} wrote, in the same order; what it returns stays in the memory of the chunk. Throws an error if
 * the bytes cannot be its work.
 */
export class ChunkReader {
  private at = 0;
  private asciiAt = 0;
  private readonly view: DataView;
  private readonly ascii: AsciiTexts;

  /** The columns must start where their buffer does. */
  constructor(private readonly chunk: SavedChunk) {
    const { buffer, byteOffset, byteLength } = chunk.columns;
    this.view = new DataView(buffer, byteOffset, byteLength);
    this.ascii = new AsciiTexts(chunk.ascii);
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
    const ends = this.ends(count);
    const [isLowerCase] = this.codes(1);
    const [form] = this.codes(1);
    return sound(
      new JoinedTexts(
        form === textForms.ascii ? this.asciiColumn((ends.at(-1) ?? 0) >>> 1) : this.text(form),
        ends,
        isLowerCase === 1,
      ),
    );
  }

  repeatedTexts(count: number): RepeatedTexts {
    const codes = this.values<RepeatedTexts['codes']>([count, 0], [Uint8Array, Uint16Array]);
    const [valueCount = 0] = this.codes(1);
    const ends = this.codes(valueCount);
    const [form] = this.codes(1);
    const values = sound(new JoinedTexts(this.text(form), ends)).all();
    return RepeatedTexts.checked(
      codes.length === 0 ? new Uint8Array(count).fill(valueCount - 1) : codes,
      values,
    );
  }

  /** Throws if there is more. */
  end(): void {
    if (this.at !== this.chunk.columns.length || this.asciiAt !== this.chunk.ascii.length) {
      throw new Error('there is more than expected');
    }
  }

  private ends(count: number): Uint32Array {
    const ends = this.values([count, 1], [Uint32Array]);
    const [first = 0] = ends;
    if (ends.length === count) {
      return ends;
    }
    if (first % 2 === 1) {
      throw new Error('texts that are absent have no length');
    }
    return equalEnds(first, count);
  }

  private asciiColumn(length: number): AsciiColumn {
    const start = this.asciiAt;
    this.asciiAt += length;
    return new AsciiColumn(this.ascii, start, length);
  }

  private text(form: number | undefined): string {
    const decoded = decoder.decode(this.section());
    return form === textForms.json ? (JSON.parse(decoded) as string) : decoded;
  }

  /** Values of the type that the length of the section tells. */
  private values<T extends Offsets>(
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
    if (this.at > this.chunk.columns.length) {
      throw new Error('the end is missing');
    }
    return this.chunk.columns.subarray(start, start + length);
  }
}

function sound(texts: JoinedTexts): JoinedTexts {
  if (!texts.isSound) {
    throw new Error('texts do not add up');
  }
  return texts;
}

interface NumberArray<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): T;
}
