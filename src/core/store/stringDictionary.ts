import { grown, roomFor } from '../base/growableArray';

/**
 * Texts as small numbers, in the order they came. A `Map` of a million texts does the same, but stops for
 * hundreds of milliseconds whenever it has to grow; here just numbers move then.
 */
export class StringDictionary {
  /** Texts by code. */
  readonly values: string[] = [];
  /** By code, the hash of its text. */
  private hashes = new Uint32Array();
  /** By hash, the next free place taken: one more than the code, 0 is none. At least half are free. */
  private slots = new Uint32Array(1024);
  /** Nobody outside can choose texts that all hash alike. */
  private readonly seed = Math.floor(Math.random() * 2 ** 32);

  /** The code of a text, a new one where it has none. */
  codeOf(text: string): number {
    const hash = this.hash(text);
    const known = this.search(text, hash);
    if (known >= 0) {
      return known;
    }
    const code = this.values.push(text) - 1;
    if (code >= this.hashes.length) {
      this.hashes = grown(this.hashes, new Uint32Array(roomFor(code)));
    }
    this.hashes[code] = hash;
    if (2 * this.values.length > this.slots.length) {
      this.rehash();
    } else {
      this.insert(code);
    }
    return code;
  }

  /** -1 for a text that has no code. */
  find(text: string): number {
    return this.search(text, this.hash(text));
  }

  private search(text: string, hash: number): number {
    const { slots, hashes, values } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (slots[slot] ?? 0) - 1;
      if (code < 0 || (hashes[code] === hash && values[code] === text)) {
        return code;
      }
    }
  }

  private insert(code: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = (this.hashes[code] ?? 0) & mask;
    while (slots[slot] !== 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = code + 1;
  }

  private rehash(): void {
    this.slots = new Uint32Array(2 * this.slots.length);
    for (let code = 0; code < this.values.length; code++) {
      this.insert(code);
    }
  }

  /** FNV-1a, with its bits mixed once more at the end (MurmurHash3's finalizer). */
  private hash(text: string): number {
    let hash = this.seed;
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  }
}
