/** Hashes, most of which were never added: those are ruled out without a closer look. Takes 256 KB. */
export class BloomFilter {
  private readonly bits = new Uint32Array(2 ** 16);

  add(hash: number): void {
    const at = this.wordOf(hash);
    this.bits[at] = (this.bits[at] ?? 0) | (1 << (hash & 31));
  }

  /** False if the hash was not added; true if it may have been. */
  mayHave(hash: number): boolean {
    return ((this.bits[this.wordOf(hash)] ?? 0) & (1 << (hash & 31))) !== 0;
  }

  private wordOf(hash: number): number {
    return (hash >>> 5) & (this.bits.length - 1);
  }
}
