import { copyInto, capacityFor } from '../base/growableArray';
import { ownText } from '../base/ownText';
import { randomSeed, textHash } from '../base/textHash';

/**
 * Strings as consecutive codes. A `Map` of a million strings does the same, but blocks for hundreds of
 * milliseconds whenever it grows; here, only numbers move.
 */
export class StringDictionary {
  /** Strings by code. */
  readonly values: string[] = [];
  /** By code, the hash of its string. */
  private hashes = new Uint32Array();
  /** A hash table with linear probing: code plus one, 0 if free. At least half of the slots are free. */
  private slots = new Uint32Array(1024);
  private readonly seed = randomSeed();

  /** Returns the code of a string; assigns one if it has none. */
  codeOf(text: string): number {
    const hash = textHash(text, this.seed);
    const known = this.search(text, hash);
    if (known >= 0) {
      return known;
    }
    const code = this.values.push(ownText(text)) - 1;
    if (code >= this.hashes.length) {
      this.hashes = copyInto(this.hashes, new Uint32Array(capacityFor(code)));
    }
    this.hashes[code] = hash;
    if (2 * this.values.length > this.slots.length) {
      this.rehash();
    } else {
      this.insert(code);
    }
    return code;
  }

  /** -1 if the string has no code. */
  find(text: string): number {
    return this.search(text, textHash(text, this.seed));
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
}
