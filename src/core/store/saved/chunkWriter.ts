import { JoinedTexts } from './joinedTexts';
import type { PackedNumbers } from './packedNumbers';
import type { RepeatedTexts } from './repeatedTexts';

/** Sections start at multiples of this, so that numbers can be read where they are. */
export const alignment = 8;

/** How the texts of a section are stored. */
export const textForms = { utf8: 0, json: 1, joined: 2 } as const;

const encoder = new TextEncoder();

/**
 * The columns of some jobs as bytes, section by section; {ChunkReader} reads them in the same order. Numbers are
 * little-endian, like those of every processor that VS Code runs on. The first section is that of all texts in ASCII,
 * which are read as one string: the garbage collector would copy strings of a single column twice.
 */
export class ChunkWriter {
  private readonly sections: Uint8Array[] = [];
  /** Texts of the first section. */
  private readonly joined: Uint8Array[] = [];

  /** Undefined takes no room, for a column without values. */
  numbers(numbers: PackedNumbers | undefined): void {
    this.add(Float64Array.of(numbers?.base ?? 0));
    this.add(numbers?.offsets ?? new Uint8Array());
  }

  codes(values: Uint32Array): void {
    this.add(values);
  }

  texts({ text, ends }: JoinedTexts): void {
    const bytes = encoder.encode(text);
    const isAscii = bytes.length === text.length;
    this.codes(ends);
    if (isAscii) {
      this.codes(Uint32Array.of(textForms.joined));
      this.joined.push(bytes);
    } else {
      this.text(text, bytes);
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

  finish(): Uint8Array {
    const sections = [concatenated(this.joined), ...this.sections];
    const size = sections.reduce((sum, { length }) => sum + alignment + padded(length), 0);
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (const section of sections) {
      view.setUint32(at, section.length, true);
      bytes.set(section, at + alignment);
      at += alignment + padded(section.length);
    }
    return bytes;
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
