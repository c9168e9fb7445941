import type { JobRows } from './jobRows';
import type { Workload } from './taskType';

/** The task types of rows as small numbers, found once a pair of queue and definition. */
export class RowTaskTypes {
  private readonly codeOfWorkload: number[] = [];
  private readonly found: string[] = [];

  constructor(
    private readonly rows: JobRows,
    private readonly taskTypeOf: (workload: Workload) => string,
  ) {}

  code(row: number): number {
    const workload = this.rows.workloads.code(row);
    return (this.codeOfWorkload[workload] ??= this.find(workload));
  }

  /** Task types by code, as far as they were met. */
  get values(): readonly string[] {
    return this.found;
  }

  get(row: number): string {
    return this.found[this.code(row)] ?? '';
  }

  private find(workload: number): number {
    const [jobQueue, jobDefinition] = this.rows.workloads.texts(workload);
    const taskType = this.taskTypeOf({ jobQueue, jobDefinition });
    const known = this.found.indexOf(taskType);
    return known >= 0 ? known : this.found.push(taskType) - 1;
  }
}
