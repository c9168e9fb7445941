import type { JobColumns } from './jobColumns';
import type { Workload } from '../job/taskType';

/** Task types of rows as codes, determined once for each pair of queue and definition. */
export class RowTaskTypes {
  private readonly codeOfWorkload: number[] = [];
  private readonly names: string[] = [];
  /** Workloads below this have a task type. */
  private classifiedUpTo = 0;

  constructor(
    private readonly rows: JobColumns,
    private readonly taskTypeOf: (workload: Workload) => string,
  ) {}

  code(row: number): number {
    const workload = this.rows.workloads.code(row);
    return (this.codeOfWorkload[workload] ??= this.classify(workload));
  }

  /** Task types by code. */
  get values(): readonly string[] {
    for (let workload = this.classifiedUpTo; workload < this.rows.workloads.size; workload++) {
      this.codeOfWorkload[workload] ??= this.classify(workload);
    }
    this.classifiedUpTo = this.rows.workloads.size;
    return this.names;
  }

  get(row: number): string {
    return this.names[this.code(row)] ?? '';
  }

  private classify(workload: number): number {
    const [jobQueue, jobDefinition] = this.rows.workloads.texts(workload);
    const taskType = this.taskTypeOf({ jobQueue, jobDefinition });
    const known = this.names.indexOf(taskType);
    return known >= 0 ? known : this.names.push(taskType) - 1;
  }
}
