import type { JobColumns } from './jobColumns';
import type { Workload } from '../job/taskType';

/** Task types of rows as codes, determined once for each pair of queue and definition. */
export class RowTaskTypes {
  private readonly codeOfWorkload: number[] = [];
  private readonly found: string[] = [];
  /** Workloads below this have a task type. */
  private named = 0;

  constructor(
    private readonly rows: JobColumns,
    private readonly taskTypeOf: (workload: Workload) => string,
  ) {}

  code(row: number): number {
    const workload = this.rows.workloads.code(row);
    return (this.codeOfWorkload[workload] ??= this.find(workload));
  }

  /** Task types by code. */
  get values(): readonly string[] {
    for (let workload = this.named; workload < this.rows.workloads.size; workload++) {
      this.codeOfWorkload[workload] ??= this.find(workload);
    }
    this.named = this.rows.workloads.size;
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
