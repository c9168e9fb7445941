import type { Identity } from '../../core/aws/identity';
import type { CostUnit } from '../../core/polling/cost';
import type { JobTable, RawItem } from '../table/jobTable';
import { unknownShape, type TableShape } from '../table/tableShape';
import type { ExaminedSource, JobSource, PlannedRead } from './jobSource';
import { checkedShape, pagesOf } from './readPages';
import { planRead, type ReadHistory } from './readPlan';

/** A table as a source of jobs. */
export class TableSource implements JobSource {
  readonly costUnit: CostUnit = 'readUnits';

  constructor(private readonly table: JobTable) {}

  planRead(shape: TableShape | undefined, history: ReadHistory, now: number): PlannedRead {
    const plan = planRead(shape ?? unknownShape, history, now);
    return {
      kind: plan.kind,
      isComplete: plan.kind !== 'changes',
      isBrief: plan.kind === 'changes' && plan.isBrief,
      pages: (read, signal) => pagesOf(this.table, plan, read, signal),
    };
  }

  examine(signal: AbortSignal): Promise<ExaminedSource> {
    return checkedShape(this.table, signal);
  }

  getItem(jobId: string, signal?: AbortSignal): Promise<RawItem | undefined> {
    return this.table.getItem(jobId, signal);
  }

  async identity(signal: AbortSignal): Promise<Identity | undefined> {
    return this.table.identity?.(signal);
  }

  async isOutdated(): Promise<boolean> {
    return (await this.table.isOutdated?.()) ?? false;
  }

  close(): void {
    this.table.close();
  }
}
