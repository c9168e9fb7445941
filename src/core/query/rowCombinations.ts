import type { Coded } from '../store/columns/coded';
import { RowCodes } from '../store/columns/rowCodes';
import type { RowObserver } from '../store/jobStore';

/** The values of the first fields; `next` by the code of the next one. */
interface Node {
  readonly next: Node[];
  combination: number;
}

const newNode = (): Node => ({ next: [], combination: -1 });

/**
 * The values of a row in several fields, as one code. Few combinations are distinct, so counting rows by combination
 * is counting them in all fields at once.
 */
export class RowCombinations implements RowObserver {
  /** By row, its combination plus one; 0 if it is not known. */
  private readonly codes = new RowCodes();
  private readonly root = newNode();
  private readonly parts: (readonly number[])[] = [];

  constructor(private readonly fields: readonly Coded[]) {}

  entered(row: number): void {
    this.forget(row);
  }

  /** Called after all that count the row one last time by its combination. */
  leaving(row: number): void {
    this.forget(row);
  }

  code(row: number): number {
    const known = this.codes.get(row) ?? 0;
    return known > 0 ? known - 1 : this.find(row);
  }

  /** The codes of a combination in each field. */
  partsOf(combination: number): readonly number[] {
    return this.parts[combination] ?? [];
  }

  private forget(row: number): void {
    if ((this.codes.get(row) ?? 0) > 0) {
      this.codes.set(row, 0);
    }
  }

  private find(row: number): number {
    let node = this.root;
    for (const field of this.fields) {
      node = node.next[field.code(row)] ??= newNode();
    }
    if (node.combination < 0) {
      node.combination = this.parts.push(this.fields.map(field => field.code(row))) - 1;
    }
    this.codes.set(row, node.combination + 1);
    return node.combination;
  }
}
