import { capacityFor, copyInto } from '../base/growableArray';
import { RowChains } from './rowChains';

const minSlots = 1024;

/**
 * Finds rows by a hash of something about them, at 16 bytes a row whatever that is. Rows with equal hashes need not
 * be alike. Grows slot by slot (linear hashing), because spreading a million rows at once would take a noticeable time.
 */
export class RowHashIndex {
  private hashes = new Uint32Array();
  /** The rows of each slot. */
  private readonly chains = new RowChains();
  private slots = minSlots;
  /** The largest power of two up to the number of slots. */
  private level = minSlots;
  private size = 0;

  /** The row must not be in the index. */
  add(row: number, hash: number): void {
    if (row >= this.hashes.length) {
      this.hashes = copyInto(this.hashes, new Uint32Array(capacityFor(row)));
    }
    this.hashes[row] = hash;
    this.chains.link(row, this.slotOf(hash));
    if (++this.size > this.slots) {
      this.split();
    }
  }

  /** The row must be in the index. */
  remove(row: number): void {
    this.chains.unlink(row, this.slotOf(this.hashes[row] ?? 0));
    this.size--;
  }

  /** Whether a row has this hash. */
  has(hash: number): boolean {
    return this.first(hash) >= 0;
  }

  /** A row with this hash; -1 if there is none. `next` leads to the others. */
  first(hash: number): number {
    return this.withHash(hash, this.chains.first(this.slotOf(hash)));
  }

  next(row: number): number {
    return this.withHash(this.hashes[row] ?? 0, this.chains.after(row));
  }

  private withHash(hash: number, row: number): number {
    let found = row;
    while (found >= 0 && this.hashes[found] !== hash) {
      found = this.chains.after(found);
    }
    return found;
  }

  private slotOf(hash: number): number {
    const slot = hash & (2 * this.level - 1);
    return slot < this.slots ? slot : slot - this.level;
  }

  /** One more slot, which takes rows over from one other. */
  private split(): void {
    const from = this.slots - this.level;
    if (++this.slots === 2 * this.level) {
      this.level = this.slots;
    }
    let row = this.chains.first(from);
    while (row >= 0) {
      const next = this.chains.after(row);
      const to = this.slotOf(this.hashes[row] ?? 0);
      if (to !== from) {
        this.chains.unlink(row, from);
        this.chains.link(row, to);
      }
      row = next;
    }
  }
}
