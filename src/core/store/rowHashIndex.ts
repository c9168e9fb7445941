import { capacityFor, copyInto } from '../base/growableArray';

/**
 * Finds rows by a hash of something about them, at 16 bytes a row whatever that is. Rows with equal hashes need not
 * be alike.
 */
export class RowHashIndex {
  private hashes = new Uint32Array();
  /** Chains of rows within a slot; each row is stored plus one, and 0 means none. */
  private next = new Uint32Array();
  private previous = new Uint32Array();
  private heads = new Uint32Array(1024);
  private size = 0;

  /** The row must not be in the index. */
  add(row: number, hash: number): void {
    if (row >= this.hashes.length) {
      const capacity = capacityFor(row);
      this.hashes = copyInto(this.hashes, new Uint32Array(capacity));
      this.next = copyInto(this.next, new Uint32Array(capacity));
      this.previous = copyInto(this.previous, new Uint32Array(capacity));
    }
    this.hashes[row] = hash;
    this.link(row);
    if (++this.size > this.heads.length) {
      this.spread();
    }
  }

  /** The row must be in the index. */
  remove(row: number): void {
    const next = this.next[row] ?? 0;
    const previous = this.previous[row] ?? 0;
    if (next > 0) {
      this.previous[next - 1] = previous;
    }
    if (previous > 0) {
      this.next[previous - 1] = next;
    } else {
      this.heads[this.slotOf(row)] = next;
    }
    this.size--;
  }

  /** Calls `visit` for each row with this hash. */
  visit(hash: number, visit: (row: number) => void): void {
    let row = this.heads[hash & (this.heads.length - 1)] ?? 0;
    while (row > 0) {
      if (this.hashes[row - 1] === hash) {
        visit(row - 1);
      }
      row = this.next[row - 1] ?? 0;
    }
  }

  private slotOf(row: number): number {
    return (this.hashes[row] ?? 0) & (this.heads.length - 1);
  }

  private link(row: number): void {
    const slot = this.slotOf(row);
    const head = this.heads[slot] ?? 0;
    this.next[row] = head;
    this.previous[row] = 0;
    if (head > 0) {
      this.previous[head - 1] = row + 1;
    }
    this.heads[slot] = row + 1;
  }

  /** More slots, so that chains stay short. */
  private spread(): void {
    const old = this.heads;
    this.heads = new Uint32Array(2 * old.length);
    const rows: number[] = [];
    for (const head of old) {
      for (let row = head; row > 0; row = this.next[row - 1] ?? 0) {
        rows.push(row - 1);
      }
      rows.forEach(row => this.link(row));
      rows.length = 0;
    }
  }
}
