import { asciiHash, textHash } from '../../base/textHash';

/** Reading more of them one by one would take longer than making a string of all. */
const maxRead = 256;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The texts of a saved chunk as bytes of ASCII, which become a string once more than a few are read, or all those of a
 * column: making strings of the texts of a million jobs takes as long as reading them.
 */
export class AsciiTexts {
  private bytes: Uint8Array | undefined;
  private text = '';
  private read = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Undefined once they are a string. */
  bytesOf(start: number, end: number): Uint8Array | undefined {
    return this.bytes?.subarray(start, end);
  }

  all(): string {
    if (this.bytes) {
      this.text = decoder.decode(this.bytes);
      this.bytes = undefined;
    }
    return this.text;
  }

  slice(start: number, end: number): string {
    return this.bytes && ++this.read <= maxRead
      ? decoder.decode(this.bytes.subarray(start, end))
      : this.all().slice(start, end);
  }

  /** `textHash`. */
  hash(seed: number, start: number, end: number): number {
    return this.bytes
      ? asciiHash(this.bytes, seed, start, end)
      : textHash(this.text, seed, start, end);
  }
}

/** Those of a column. */
export class AsciiColumn {
  constructor(
    private readonly texts: AsciiTexts,
    private readonly start: number,
    readonly length: number,
  ) {}

  /** Undefined once they are a string. */
  get bytes(): Uint8Array | undefined {
    return this.texts.bytesOf(this.start, this.start + this.length);
  }

  all(): string {
    return this.texts.all().slice(this.start, this.start + this.length);
  }

  slice(start: number, end: number): string {
    return this.texts.slice(this.start + start, this.start + end);
  }

  /** `textHash`. */
  hash(seed: number, start: number, end: number): number {
    return this.texts.hash(seed, this.start + start, this.start + end);
  }
}
