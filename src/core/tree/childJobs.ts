import { familyOf } from '../job/mediaIdentifiers';
import type { JobColumns } from '../store/jobColumns';
import type { RowTally } from '../query/rowTally';
import { LinkedRowLists } from '../store/linkedRowLists';

/** The children of array and multi-node jobs by their parent, maintained row by row. */
export class ChildJobs implements RowTally {
  private readonly lists = new LinkedRowLists();
  private readonly listOfParent = new Map<string, number>();
  private readonly parents: string[] = [];
  private changedParents = new Set<string>();

  constructor(private readonly rows: JobColumns) {}

  count(row: number, by: 1 | -1): void {
    const list = by === 1 ? this.listFor(row) : this.lists.listOf(row);
    if (list === undefined) {
      return;
    }
    this.changedParents.add(this.parents[list] ?? '');
    if (by === 1) {
      this.lists.put(row, list);
    } else {
      this.lists.remove(row);
    }
  }

  sizeOf(parentId: string): number {
    const list = this.listOfParent.get(parentId);
    return list === undefined ? 0 : this.lists.lengthOf(list);
  }

  /** The rows of the first children, by index. */
  first(parentId: string, max: number): readonly number[] {
    const list = this.listOfParent.get(parentId);
    if (list === undefined) {
      return [];
    }
    return Array.from(this.lists.rowsOf(list), row => ({ row, index: this.indexOf(row) }))
      .sort((a, b) => a.index - b.index || a.row - b.row)
      .slice(0, max)
      .map(({ row }) => row);
  }

  /** The parents whose children were added, changed or removed since the last call. */
  drainChange(): ReadonlySet<string> {
    const { changedParents } = this;
    this.changedParents = new Set();
    return changedParents;
  }

  private listFor(row: number): number | undefined {
    const { parentId, jobId } = this.rows.fields;
    const parent = parentId.get(row) ?? familyOf(jobId.get(row)).parentId;
    if (parent === undefined || parent === '') {
      return undefined;
    }
    let list = this.listOfParent.get(parent);
    if (list === undefined) {
      list = this.parents.push(parent) - 1;
      this.listOfParent.set(parent, list);
    }
    return list;
  }

  /** Children without an index come last. */
  private indexOf(row: number): number {
    const { arrayIndex, jobId } = this.rows.fields;
    return arrayIndex.get(row) ?? familyOf(jobId.get(row)).arrayIndex ?? Infinity;
  }
}
