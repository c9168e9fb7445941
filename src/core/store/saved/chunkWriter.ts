import { JoinedTexts } from './joinedTexts';

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

  numbers(values: Float64Array): void {
    this.add(values);
  }

  codes(values: Uint32Array): void {
    this.add(values);
  }

  /** All texts as one, which is read much faster than each by itself. */
  texts(values: readonly (string | undefined)[]): void {
    const { text, ends } = JoinedTexts.of(values);
    this.codes(ends);
    // UTF-8 has no half surrogate pairs; JSON escapes them.
    const form = text.isWellFormed() ? textForms.utf8 : textForms.json;
    this.codes(Uint32Array.of(form));
    this.add(encoder.encode(form === textForms.utf8 ? text : JSON.stringify(text)));
  }

  /** Texts that repeat, each stored once. */
  repeatedTexts(values: Iterable<string | undefined>): void {
    const codeOf = new Map<string | undefined, number>();
    const codes: number[] = [];
    for (const value of values) {
      const code = codeOf.get(value) ?? codeOf.size;
      codeOf.set(value, code);
      codes.push(code);
    }
    this.codes(Uint32Array.from(codes));
    this.texts([...codeOf.keys()]);
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
