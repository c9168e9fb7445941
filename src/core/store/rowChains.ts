import { capacityFor, copyInto } from '../base/growableArray';

/**
 * Rows linked to chains, where each row is in at most one chain. Linking and unlinking take constant time, and
 * visiting a chain touches no other rows.
 */
export class RowChains {
  /** Each row is stored plus one, and 0 means none: those beside each row, and the first of each chain. */
  private next = new Uint32Array();
  private previous = new Uint32Array();
  private heads = new Uint32Array();

  /** Puts the row, which must be in no chain, first. */
  link(row: number, chain: number): void {
    if (row >= this.next.length) {
      const capacity = capacityFor(row);
      this.next = copyInto(this.next, new Uint32Array(capacity));
      this.previous = copyInto(this.previous, new Uint32Array(capacity));
    }
    if (chain >= this.heads.length) {
      this.heads = copyInto(this.heads, new Uint32Array(capacityFor(chain)));
    }
    const head = this.heads[chain] ?? 0;
    this.next[row] = head;
    this.previous[row] = 0;
    if (head > 0) {
      this.previous[head - 1] = row + 1;
    }
    this.heads[chain] = row + 1;
  }

  /** The row must be in this chain. */
  unlink(row: number, chain: number): void {
    const next = this.next[row] ?? 0;
    const previous = this.previous[row] ?? 0;
    if (next > 0) {
      this.previous[next - 1] = previous;
    }
    if (previous > 0) {
      this.next[previous - 1] = next;
    } else {
      this.heads[chain] = next;
    }
  }

  /** The row of a chain that was linked last; -1 if there is none. */
  first(chain: number): number {
    return (this.heads[chain] ?? 0) - 1;
  }

  /** The row after this one in its chain; -1 if there is none. */
  after(row: number): number {
    return (this.next[row] ?? 0) - 1;
  }
}
