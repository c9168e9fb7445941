import { randomSeed, textHash } from '../base/textHash';
import type { TextField } from './columns/textField';

const minSlots = 1024;

/**
 * Finds the row of a job by its id, in a hash table with linear probing. A `Map` of a million ids blocks for hundreds
 * of milliseconds when it grows.
 */
export class RowIds {
  private readonly seed = randomSeed();
  /**
   * Two numbers a slot, side by side because memory is slow: a row plus one, and the hash of its id. Zeros if it is
   * free, as at least a quarter of the slots are.
   */
  private table = new Uint32Array(2 * minSlots);
  /** The slot is the first bits of a hash, so that growing goes through both tables in order, which is fast. */
  private shift = 32 - Math.log2(minSlots);
  private size = 0;

  constructor(private readonly ids: TextField<string>) {}

  /** Makes room for so many rows at once. */
  reserve(count: number): void {
    let doublings = 0;
    while (count > this.maxSize * 2 ** doublings) {
      doublings++;
    }
    if (doublings > 0) {
      this.grow(doublings);
    }
  }

  /** Adds a row under its id, unless another one has it; returns whether it did. */
  add(row: number): boolean {
    const hash = this.ids.hash(row, this.seed);
    let slot = this.slotOf(hash);
    while (this.rowAt(slot) >= 0) {
      if (this.hashAt(slot) === hash && this.ids.holds(this.rowAt(slot), this.ids.get(row))) {
        return false;
      }
      slot = this.after(slot);
    }
    this.put(slot, row, hash);
    if (++this.size > this.maxSize) {
      this.grow(1);
    }
    return true;
  }

  /** The row must have been added, and still have its id. */
  remove(row: number): void {
    let free = this.slotOf(this.ids.hash(row, this.seed));
    while (this.rowAt(free) !== row) {
      free = this.after(free);
    }
    // Those behind it move up, unless they would come before their slot.
    for (let slot = this.after(free); this.rowAt(slot) >= 0; slot = this.after(slot)) {
      const first = this.slotOf(this.hashAt(slot));
      if (this.distance(first, slot) >= this.distance(free, slot)) {
        this.put(free, this.rowAt(slot), this.hashAt(slot));
        free = slot;
      }
    }
    this.put(free, -1, 0);
    this.size--;
  }

  find(jobId: string): number | undefined {
    const hash = textHash(jobId, this.seed);
    let slot = this.slotOf(hash);
    while (this.rowAt(slot) >= 0) {
      if (this.hashAt(slot) === hash && this.ids.holds(this.rowAt(slot), jobId)) {
        return this.rowAt(slot);
      }
      slot = this.after(slot);
    }
    return undefined;
  }

  private slotOf(hash: number): number {
    return hash >>> this.shift;
  }

  /** -1 if the slot is free. */
  private rowAt(slot: number): number {
    return (this.table[2 * slot] ?? 0) - 1;
  }

  private hashAt(slot: number): number {
    return this.table[2 * slot + 1] ?? 0;
  }

  private put(slot: number, row: number, hash: number): void {
    this.table[2 * slot] = row + 1;
    this.table[2 * slot + 1] = hash;
  }

  private after(slot: number): number {
    return this.distance(-1, slot);
  }

  private distance(from: number, to: number): number {
    return (to - from) & (this.table.length / 2 - 1);
  }

  private get maxSize(): number {
    return (3 / 8) * this.table.length;
  }

  private grow(doublings: number): void {
    const before = this.table;
    this.table = new Uint32Array(before.length * 2 ** doublings);
    this.shift -= doublings;
    for (let at = 0; at < before.length; at += 2) {
      const [row, hash] = [(before[at] ?? 0) - 1, before[at + 1] ?? 0];
      if (row >= 0) {
        let slot = this.slotOf(hash);
        while (this.rowAt(slot) >= 0) {
          slot = this.after(slot);
        }
        this.put(slot, row, hash);
      }
    }
  }
}
