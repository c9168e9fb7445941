import type { JobDetail } from '@aws-sdk/client-batch';
import { minuteMs } from '../../core/base/timeUnits';
import { isAbort, type UserError } from '../../core/diagnostics/errors';
import { isTerminal } from '../../core/job/status';
import type { SourceMemory } from '../feed/jobSource';
import type { JobSupplement } from '../feed/jobSupplement';
import type { ItemPage, RawItem } from '../table/jobTable';
import type { BatchApi } from './batchApi';
import { isDenied, JobReader, ReaderMemory } from './jobReader';

/** Children of unfinished jobs are read again after this time. */
const maxAgeMs = minuteMs;

class SupplementMemory extends ReaderMemory {
  /** Jobs whose children or nodes are followed. */
  readonly parents = new Set<string>();
  /** Those of them that have not finished. */
  readonly unfinished = new Set<string>();
  describedAt = -Infinity;
  /** Whether there may be something to list. */
  isDue = false;
  /** Whether AWS has allowed listing children. */
  mayList = false;
  /** Why AWS denied listing children; it is not tried again until the user opens a job. */
  denial: UserError | undefined;
}

/** AWS Batch as the place for what a table lacks. */
export class BatchSupplement implements JobSupplement {
  private readonly memory: SupplementMemory;
  private readonly reader: JobReader;

  constructor(
    private readonly api: BatchApi,
    memory: SourceMemory,
    private readonly now: () => number = Date.now,
  ) {
    this.memory = memory.keep(() => new SupplementMemory());
    this.reader = new JobReader(api, this.memory, now);
  }

  async getItem(jobId: string, signal: AbortSignal): Promise<RawItem> {
    const job = await this.reader.describeOne(jobId, signal);
    this.update(job);
    return this.reader.itemOf(job);
  }

  async followParts(jobId: string, signal: AbortSignal): Promise<UserError | undefined> {
    const { memory } = this;
    if (memory.unfinished.size === 0) {
      memory.describedAt = this.now();
    }
    memory.parents.add(jobId);
    memory.unfinished.add(jobId);
    memory.children.open(jobId);
    memory.isDue = true;
    memory.denial = memory.mayList ? undefined : await this.denialOf(jobId, signal);
    return memory.denial;
  }

  async *pages(signal: AbortSignal): AsyncGenerator<ItemPage> {
    const { memory } = this;
    if (memory.denial) {
      return;
    }
    try {
      await this.describeParents(signal);
      if (memory.isDue) {
        yield* this.reader.children(signal, memory.parents);
        memory.isDue = false;
        memory.mayList = true;
      }
    } catch (error) {
      if (!isDenied(error)) {
        throw error;
      }
      memory.mayList = false;
      memory.denial = error;
    }
  }

  close(): void {
    this.api.close();
  }

  /** Lists one child: the user is told at once where AWS denies what `pages` would list later. */
  private async denialOf(jobId: string, signal: AbortSignal): Promise<UserError | undefined> {
    const list = this.memory.children.due().find(({ parentId }) => parentId === jobId);
    const request = list?.requests[0]?.();
    try {
      if (request) {
        await this.api.listJobs({ ...request, maxResults: 1 }, signal);
        this.memory.mayList = true;
      }
      return undefined;
    } catch (error) {
      if (isAbort(error)) {
        throw error;
      }
      // `pages` meets other errors, too, and tries again.
      return isDenied(error) ? error : undefined;
    }
  }

  private async describeParents(signal: AbortSignal): Promise<void> {
    const { memory } = this;
    const age = this.now() - memory.describedAt;
    if (memory.unfinished.size === 0 || (age >= 0 && age < maxAgeMs)) {
      return;
    }
    memory.describedAt = this.now();
    const jobs = await this.api.describeJobs([...memory.unfinished], signal);
    // AWS Batch leaves out the jobs that it has forgotten.
    memory.unfinished.clear();
    jobs.forEach(job => this.update(job));
    memory.isDue = true;
  }

  private update(job: JobDetail): void {
    const { children, parents, unfinished } = this.memory;
    const { jobId, jobQueue = '', status = '' } = job;
    if (jobId === undefined) {
      return;
    }
    children.update(jobQueue, { ...job, jobId });
    if (parents.has(jobId) && !isTerminal(status)) {
      unfinished.add(jobId);
    }
  }
}
