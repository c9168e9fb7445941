import { t } from '@vscode/l10n';
import { isAbort, isUserError, UserError } from '../../core/diagnostics/errors';
import { gapsOf, type EventGaps } from '../../core/event/eventGaps';
import type { Job } from '../../core/job/job';
import { jobOf } from '../../core/job/jobItem';
import { isOutdated } from '../../core/store/outdatedState';
import type { ItemPage, JobTable, RawItem } from '../table/jobTable';
import type { TableShape } from '../table/tableShape';
import { withCompletion } from './completion';
import { SourceMemory, type PlannedRead, type ReadInProgress } from './jobSource';
import type { JobSupplement } from './jobSupplement';
import type { ReadHistory } from './readPlan';
import { TableSource } from './tableSource';

/** Survives reopening the table after an error. */
class SupplementMemory {
  readonly ofSupplement = new SourceMemory();
  /** Jobs that the table lacks. */
  readonly added = new Map<string, RawItem>();
}

export interface SupplementOptions {
  /** Whether the user allowed to read AWS Batch for this connection. */
  readonly isAllowed: () => boolean;
  /** The region that the supplement reads; tables may have jobs of several. */
  readonly region: string;
  readonly open: (memory: SourceMemory) => Promise<JobSupplement>;
  /** A job of the store. */
  readonly jobOf: (jobId: string) => Job | undefined;
}

/** A table as a source of jobs, with what it lacks of the jobs that the user opens. */
export class SupplementedTable extends TableSource {
  private readonly memory: SupplementMemory;
  private supplement: Promise<JobSupplement> | undefined;

  constructor(
    table: JobTable,
    memory: SourceMemory,
    private readonly options: SupplementOptions,
  ) {
    super(table);
    this.memory = memory.keep(() => new SupplementMemory());
  }

  override planRead(shape: TableShape | undefined, history: ReadHistory, now: number): PlannedRead {
    const plan = super.planRead(shape, history, now);
    return { ...plan, pages: (read, signal) => this.pagesOf(plan, read, signal) };
  }

  override async getItem(
    jobId: string,
    signal = new AbortController().signal,
  ): Promise<RawItem | undefined> {
    const item = await super.getItem(jobId, signal);
    const gaps = this.gapsOf(jobId, item);
    if ((!gaps.event && !gaps.parts) || this.isElsewhere(jobId)) {
      return item;
    }
    try {
      return await this.completed(jobId, item, gaps, signal);
    } catch (error) {
      if (isAbort(error) || !isUserError(error)) {
        throw error;
      }
      const isNoLoss = !gaps.event && error.code === 'batch.forgotten';
      return item && !isNoLoss ? withCompletion(item, error) : item;
    }
  }

  async *details(signal: AbortSignal): AsyncGenerator<ItemPage> {
    const isUsed = this.supplement !== undefined || this.memory.added.size > 0;
    if (!isUsed || !this.options.isAllowed()) {
      return;
    }
    const supplement = await this.open();
    for await (const { items } of supplement.pages(signal)) {
      yield { items: items.filter(item => this.shouldApply(item)), readUnits: 0 };
    }
  }

  override close(): void {
    super.close();
    const { supplement } = this;
    this.supplement = undefined;
    void supplement?.then(
      opened => opened.close(),
      () => undefined,
    );
  }

  private gapsOf(jobId: string, item: RawItem | undefined): EventGaps {
    return gapsOf(jobId, item, id => this.options.jobOf(id) !== undefined);
  }

  private isElsewhere(jobId: string): boolean {
    const region = this.options.jobOf(jobId)?.region ?? '';
    return region !== '' && region !== this.options.region;
  }

  private async completed(
    jobId: string,
    item: RawItem | undefined,
    gaps: EventGaps,
    signal: AbortSignal,
  ): Promise<RawItem | undefined> {
    if (!this.options.isAllowed()) {
      throw notAllowed();
    }
    const supplement = await this.open();
    const described = await supplement.getItem(jobId, signal);
    const problem = this.gapsOf(jobId, described).parts
      ? await supplement.followParts(jobId, signal)
      : undefined;
    const whole = gaps.event ? { ...(item ?? described), fullEvent: described['fullEvent'] } : item;
    const completion = problem ?? (gaps.event ? 'completed' : undefined);
    return whole && completion ? withCompletion(whole, completion) : whole;
  }

  private open(): Promise<JobSupplement> {
    if (!this.supplement) {
      const supplement = this.options.open(this.memory.ofSupplement);
      this.supplement = supplement;
      supplement.catch(() => {
        this.supplement = this.supplement === supplement ? undefined : this.supplement;
      });
    }
    return this.supplement;
  }

  private async *pagesOf(
    plan: PlannedRead,
    read: ReadInProgress,
    signal: AbortSignal,
  ): AsyncGenerator<ItemPage> {
    const { added } = this.memory;
    if (plan.isComplete && added.size > 0 && this.options.isAllowed()) {
      // The read would otherwise look for them in the table and remove them.
      yield { items: [...added.values()], readUnits: 0 };
    }
    for await (const page of plan.pages(read, signal)) {
      yield page;
      page.items.forEach(({ jobId }) => added.delete(jobId as string));
    }
  }

  /** The table's own state of a job stays, unless it is certainly outdated. */
  private shouldApply(item: RawItem): boolean {
    const { added } = this.memory;
    const read = jobOf(item);
    if (!read.ok) {
      return false;
    }
    const { jobId } = read.job;
    const stored = this.options.jobOf(jobId);
    if (!stored || added.has(jobId)) {
      added.set(jobId, item);
      return true;
    }
    return isOutdated(stored, read.job);
  }
}

const notAllowed = (): UserError =>
  new UserError(
    'batch.notAllowed',
    t('The table lacks some details of this job.'),
    t('To read them from AWS Batch, select "Read Queues from AWS Batch" in the Queues view.'),
  );
