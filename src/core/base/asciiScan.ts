import { asciiScanModule, maxScanned, partsAt } from './asciiScanModule';

/** Longer ones would reach beyond the memory. */
const maxNeedle = 2 ** 15;

/** What this file uses of WebAssembly, whose types come with those of browsers. */
declare const WebAssembly: {
  validate(module: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer };
      readonly find: Find;
    };
  };
};

/** See `asciiScanModule`. */
type Find = (from: number, end: number, middle: number, last: number) => number;

/** Searches long texts of ASCII for a short one, ignoring case, in a fifth of the time of `indexOf`. */
export class AsciiScan {
  /** By character, the bit that tells a capital from its small letter; 0 for what is no letter. */
  private readonly caseBits: Uint8Array;
  private end = 0;

  /** `needle`: of ASCII, in lower case. Undefined if it is empty or very long, or if this computer cannot. */
  static for(needle: string): AsciiScan | undefined {
    scanner ??= newScanner();
    return scanner && needle !== '' && needle.length <= maxNeedle
      ? new AsciiScan(encoder.encode(needle), scanner)
      : undefined;
  }

  private constructor(
    private readonly lower: Uint8Array,
    private readonly scanner: Scanner,
  ) {
    this.caseBits = lower.map(byte => (byte >= 97 && byte <= 122 ? 32 : 0));
  }

  /**
   * The text to search, or its bytes if it is ASCII, until another one is searched, here or by another scan; returns
   * whether that is possible.
   */
  start(text: string | Uint8Array): boolean {
    const { lower, caseBits, scanner } = this;
    const { length } = text;
    if (length > maxScanned || !copyAscii(text, scanner.text)) {
      return false;
    }
    this.end = length - lower.length + 1;
    for (const [part, at] of [0, this.middle, this.last].entries()) {
      scanner.parts[2 * part] = lower[at] ?? 0;
      scanner.parts[2 * part + 1] = caseBits[at] ?? 0;
    }
    return true;
  }

  /** The first match from a position on; -1 if there is none. */
  next(from: number): number {
    const { scanner, middle, last, end } = this;
    for (let at = from; at < end; at++) {
      at = scanner.find(at, end, middle, last);
      if (at < 0 || at >= end) {
        return -1;
      }
      if (last < 3 || this.matchesAt(at)) {
        return at;
      }
    }
    return -1;
  }

  private get middle(): number {
    return this.lower.length >>> 1;
  }

  private get last(): number {
    return this.lower.length - 1;
  }

  private matchesAt(at: number): boolean {
    const { lower, caseBits } = this;
    const { text } = this.scanner;
    for (let index = 0; index < lower.length; index++) {
      if (((text[at + index] ?? 0) | (caseBits[index] ?? 0)) !== lower[index]) {
        return false;
      }
    }
    return true;
  }
}

interface Scanner {
  readonly text: Uint8Array;
  /** Three characters of the needle, each followed by the bit of its case. */
  readonly parts: Uint8Array;
  readonly find: Find;
}

const encoder = new TextEncoder();

/** Returns false if the text is not ASCII. */
function copyAscii(text: string | Uint8Array, to: Uint8Array): boolean {
  if (typeof text !== 'string') {
    to.set(text);
    return true;
  }
  const { read, written } = encoder.encodeInto(text, to);
  return read === text.length && written === text.length;
}

/** The one for all searches. */
let scanner: Scanner | undefined;

/**
 * Undefined if the processor has no instructions that compare many bytes at once, or if WebAssembly is turned off, as by
 * V8's `--jitless`.
 */
function newScanner(): Scanner | undefined {
  if (!('WebAssembly' in globalThis) || !WebAssembly.validate(asciiScanModule)) {
    return undefined;
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(asciiScanModule));
  const { buffer } = exports.memory;
  return {
    text: new Uint8Array(buffer, 0, maxScanned),
    parts: new Uint8Array(buffer, partsAt),
    find: exports.find,
  };
}
