import { JoinedTexts } from './joinedTexts';
import type { PackedNumbers } from './packedNumbers';
import type { RepeatedTexts } from './repeatedTexts';
import { areEqualEnds } from './textEnds';

/** Sections start at multiples of this, so that numbers can be read where they are. */
export const alignment = 8;

/** How texts are stored. */
export const textForms = { utf8: 0, json: 1, ascii: 2 } as const;

/** Some jobs as bytes. */
export interface SavedChunk {
  /** Texts in ASCII, which are most of it, one column after the other. They can be used without making strings of them. */
  readonly ascii: Uint8Array;
  /** All else, in sections. */
  readonly columns: Uint8Array;
}

const encoder = new TextEncoder();

/**
 * Makes a chunk of columns; {ChunkReader} reads them in the same order. Numbers are little-endian, like those of every
 * processor that VS Code runs on.
 */
export class ChunkWriter {
  private readonly sections: Uint8Array[] = [];
  private readonly ascii: Uint8Array[] = [];

  /** Undefined takes no room, for a column without values. */
  numbers(numbers: PackedNumbers | undefined): void {
    this.add(Float64Array.of(numbers?.base ?? 0));
    this.add(numbers?.offsets ?? new Uint8Array());
  }

  codes(values: Uint32Array): void {
    this.add(values);
  }

  /** Of texts that are all of the same length, only the first end is written. */
  texts(texts: JoinedTexts): void {
    const { ends, isLowerCase } = texts;
    const bytes = texts.bytes ?? encoder.encode(texts.text);
    this.codes(areEqualEnds(ends) ? ends.subarray(0, 1) : ends);
    this.codes(Uint32Array.of(isLowerCase ? 1 : 0));
    if (bytes.length === texts.textLength) {
      this.codes(Uint32Array.of(textForms.ascii));
      this.ascii.push(bytes);
    } else {
      this.text(texts.text, bytes);
    }
  }

  /** If all of them are the same, their codes take no room. */
  repeatedTexts(texts: RepeatedTexts): void {
    this.add(texts.isConstant ? new Uint8Array() : texts.codes);
    this.codes(Uint32Array.of(texts.values.length));
    const { text, ends } = JoinedTexts.of(texts.values);
    this.codes(ends);
    // They are kept, and would keep all other texts of the chunk.
    this.text(text, encoder.encode(text));
  }

  finish(): SavedChunk {
    const { sections } = this;
    const size = sections.reduce((sum, { length }) => sum + alignment + padded(length), 0);
    const columns = new Uint8Array(size);
    const view = new DataView(columns.buffer);
    let at = 0;
    for (const section of sections) {
      view.setUint32(at, section.length, true);
      columns.set(section, at + alignment);
      at += alignment + padded(section.length);
    }
    return { ascii: concatenated(this.ascii), columns };
  }

  private text(text: string, utf8: Uint8Array): void {
    // UTF-8 has no half surrogate pairs; JSON escapes them.
    const form = text.isWellFormed() ? textForms.utf8 : textForms.json;
    this.codes(Uint32Array.of(form));
    this.add(form === textForms.utf8 ? utf8 : encoder.encode(JSON.stringify(text)));
  }

  private add({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
    this.sections.push(new Uint8Array(buffer, byteOffset, byteLength));
  }
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}

export const padded = (length: number): number => Math.ceil(length / alignment) * alignment;
