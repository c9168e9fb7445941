import type { Job } from './job';
import type { JobRows } from './jobRows';
import type { RowObserver } from './jobStore';
import { newestRows } from './newestRows';
import { newestFirstComparison } from './rowSort';
import type { RowTaskTypes } from './rowTaskTypes';
import { compareStatuses } from './status';

export interface StatusGroup {
  readonly status: string;
  readonly count: number;
}

/** What a change touched, so that a view refreshes no more than that. */
export interface TreeChange {
  /** A task type came or went. */
  readonly root: boolean;
  /** Task types whose counts or jobs changed. */
  readonly taskTypes: ReadonlySet<string>;
}

/** Jobs grouped by task type and status, kept up to date row by row. */
export class JobTree implements RowObserver {
  /** By the codes of task type and status. */
  private readonly groups: (Group | undefined)[][] = [];
  private readonly touched = new Set<number>();
  private shown: ReadonlySet<number> = new Set();

  constructor(
    private readonly rows: JobRows,
    private readonly rowTaskTypes: RowTaskTypes,
    private readonly mostJobs: number,
  ) {
    for (let row = 0; row < rows.length; row++) {
      if (rows.has(row)) {
        this.entered(row);
      }
    }
  }

  entered(row: number): void {
    this.groupOf(row).enter(row);
  }

  leaving(row: number): void {
    this.groupOf(row).leave(row);
  }

  /** What has changed since it was asked last. */
  takeChange(): TreeChange {
    const shown = new Set(
      this.groups.flatMap((groups, taskType) => (groups.some(hasJobs) ? [taskType] : [])),
    );
    const root = [...this.touched].some(
      taskType => shown.has(taskType) !== this.shown.has(taskType),
    );
    const taskTypes = new Set([...this.touched].map(code => this.rowTaskTypes.values[code] ?? ''));
    this.shown = shown;
    this.touched.clear();
    return { root, taskTypes };
  }

  /** In alphabetical order. */
  taskTypes(): string[] {
    return this.rowTaskTypes.values
      .filter((_, code) => this.groups[code]?.some(hasJobs))
      .sort((a, b) => a.localeCompare(b));
  }

  /** What needs attention first. */
  statuses(taskType: string): StatusGroup[] {
    return (this.groups[this.rowTaskTypes.values.indexOf(taskType)] ?? [])
      .map((group, code) => ({ status: this.status.values[code] ?? '', count: group?.count ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => compareStatuses(a.status, b.status));
  }

  /** The newest jobs of a group. */
  jobs(taskType: string, status: string): Job[] {
    const groups = this.groups[this.rowTaskTypes.values.indexOf(taskType)];
    const group = groups?.[this.status.values.indexOf(status)];
    return (group?.newest() ?? []).map(row => this.rows.read(row));
  }

  private get status(): JobRows['fields']['status'] {
    return this.rows.fields.status;
  }

  private groupOf(row: number): Group {
    const taskType = this.rowTaskTypes.code(row);
    const status = this.status.code(row);
    this.touched.add(taskType);
    const groups = (this.groups[taskType] ??= []);
    return (groups[status] ??= new Group(
      this.rows,
      other => this.status.code(other) === status && this.rowTaskTypes.code(other) === taskType,
      this.mostJobs,
    ));
  }
}

const hasJobs = (group: Group | undefined): boolean => (group?.count ?? 0) > 0;

/** The rows of one group: how many, and, once somebody looked, which are the newest. */
class Group {
  count = 0;
  /** In order, with some beyond those shown, so that a few that leave need no search for others. */
  private first: number[] | undefined;
  private readonly compare: (a: number, b: number) => number;

  constructor(
    private readonly rows: JobRows,
    private readonly holds: (row: number) => boolean,
    private readonly most: number,
  ) {
    this.compare = newestFirstComparison(rows);
  }

  enter(row: number): void {
    const isWhole = this.first?.length === this.count;
    this.count++;
    const last = this.first?.at(-1);
    if (this.first && (isWhole || (last !== undefined && this.compare(row, last) < 0))) {
      this.first.splice(this.placeOf(row, this.first), 0, row);
      this.first.length = Math.min(this.first.length, 2 * this.most);
    }
  }

  leave(row: number): void {
    this.count--;
    const place = this.first && this.placeOf(row, this.first);
    if (place !== undefined && this.first?.[place] === row) {
      this.first.splice(place, 1);
    }
  }

  newest(): readonly number[] {
    if (!this.first || this.first.length < Math.min(this.count, this.most)) {
      this.first = newestRows(this.rows, 2 * this.most, this.holds);
    }
    return this.first.slice(0, this.most);
  }

  /** Where the row is, or belongs. */
  private placeOf(row: number, first: readonly number[]): number {
    let low = 0;
    let high = first.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(first[middle] ?? row, row) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
