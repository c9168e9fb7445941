import { capacityFor, copyInto } from '../base/growableArray';
import { RowChains } from './rowChains';

/**
 * Finds rows by a hash of something about them, at 16 bytes a row whatever that is. Rows with equal hashes need not
 * be alike.
 */
export class RowHashIndex {
  private hashes = new Uint32Array();
  /** The rows of each slot. */
  private readonly chains = new RowChains();
  /** A power of two. */
  private slots = 1024;
  private size = 0;

  /** The row must not be in the index. */
  add(row: number, hash: number): void {
    if (row >= this.hashes.length) {
      this.hashes = copyInto(this.hashes, new Uint32Array(capacityFor(row)));
    }
    this.hashes[row] = hash;
    this.chains.link(row, this.slotOf(row));
    if (++this.size > this.slots) {
      this.spread();
    }
  }

  /** The row must be in the index. */
  remove(row: number): void {
    this.chains.unlink(row, this.slotOf(row));
    this.size--;
  }

  /** Whether a row has this hash. */
  has(hash: number): boolean {
    let isFound = false;
    this.visit(hash, () => (isFound = true));
    return isFound;
  }

  /** Calls `visit` for each row with this hash. */
  visit(hash: number, visit: (row: number) => void): void {
    this.chains.visit(hash & (this.slots - 1), row => {
      if (this.hashes[row] === hash) {
        visit(row);
      }
    });
  }

  private slotOf(row: number): number {
    return (this.hashes[row] ?? 0) & (this.slots - 1);
  }

  /** Twice the slots, so that chains stay short. */
  private spread(): void {
    const before = this.slots;
    this.slots *= 2;
    for (let slot = 0; slot < before; slot++) {
      this.chains.visit(slot, row => {
        const to = this.slotOf(row);
        if (to !== slot) {
          this.chains.unlink(row, slot);
          this.chains.link(row, to);
        }
      });
    }
  }
}
