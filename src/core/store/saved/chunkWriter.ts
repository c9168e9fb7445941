import { JoinedTexts } from './joinedTexts';
import type { PackedNumbers } from './packedNumbers';
import type { RepeatedTexts } from './repeatedTexts';

/** Sections start at multiples of this, so that numbers can be read where they are. */
export const alignment = 8;

/** How the texts of a section are stored. */
export const textForms = { utf8: 0, json: 1 } as const;

const encoder = new TextEncoder();

/**
 * The columns of some jobs as bytes, section by section; {ChunkReader} reads them in the same order. Numbers are
 * little-endian, like those of every processor that VS Code runs on.
 */
export class ChunkWriter {
  private readonly sections: Uint8Array[] = [];

  /** Undefined takes no room, for a column without values. */
  numbers(numbers: PackedNumbers | undefined): void {
    this.add(Float64Array.of(numbers?.base ?? 0));
    this.add(numbers?.offsets ?? new Uint8Array());
  }

  codes(values: Uint32Array): void {
    this.add(values);
  }

  texts({ text, ends }: JoinedTexts): void {
    this.codes(ends);
    // UTF-8 has no half surrogate pairs; JSON escapes them.
    const form = text.isWellFormed() ? textForms.utf8 : textForms.json;
    this.codes(Uint32Array.of(form));
    this.add(encoder.encode(form === textForms.utf8 ? text : JSON.stringify(text)));
  }

  /** If all of them are the same, their codes take no room. */
  repeatedTexts(texts: RepeatedTexts): void {
    this.add(texts.isConstant ? new Uint8Array() : texts.codes);
    this.codes(Uint32Array.of(texts.values.length));
    this.texts(JoinedTexts.of(texts.values));
  }

  finish(): Uint8Array {
    const size = this.sections.reduce((sum, { length }) => sum + alignment + padded(length), 0);
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (const section of this.sections) {
      view.setUint32(at, section.length, true);
      bytes.set(section, at + alignment);
      at += alignment + padded(section.length);
    }
    return bytes;
  }

  private add({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
    this.sections.push(new Uint8Array(buffer, byteOffset, byteLength));
  }
}

export const padded = (length: number): number => Math.ceil(length / alignment) * alignment;
