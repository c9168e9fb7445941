import type { JobDetail } from '@aws-sdk/client-batch';
import { t } from '@vscode/l10n';
import { isUserError, UserError } from '../../core/diagnostics/errors';
import type { ItemPage, RawItem } from '../table/jobTable';
import type { BatchApi } from './batchApi';
import { groupsOf, maxDescribed } from './batchRequests';
import { ChildLists, type ChildList } from './childLists';
import { fullItemOfJob, type DescribedJob } from './describedJobs';
import { pagesOfList, type ListPage, type MakeRequest } from './jobLists';
import { KnownJobs, positive, type JobChanges } from './knownJobs';

/** What is known of the jobs; see `SourceMemory`. */
export class ReaderMemory {
  readonly jobs = new KnownJobs();
  readonly children = new ChildLists();
  /** AWS denied describing jobs: it is not tried again until the user refreshes. */
  isDescribeDenied = false;
}

/** Jobs as AWS Batch lists and describes them, as pages of items. */
export class JobReader {
  private counted = 0;

  constructor(
    private readonly api: BatchApi,
    private readonly memory: ReaderMemory,
    private readonly now: () => number,
  ) {}

  /**
   * A job as AWS Batch describes it now.
   * @throws {UserError} `batch.forgotten` if AWS Batch does not know the job any more
   */
  async describeOne(jobId: string, signal: AbortSignal): Promise<JobDetail & DescribedJob> {
    const [job] = await this.api.describeJobs([jobId], signal);
    if (!hasId(job)) {
      throw new UserError(
        'batch.forgotten',
        t('AWS Batch no longer knows this job.'),
        t('AWS Batch keeps finished jobs for at least 7 days.'),
        'checkConnection',
      );
    }
    return job;
  }

  /** The item of a described job, with the description as its full event. */
  itemOf(job: DescribedJob): RawItem {
    const known = this.memory.jobs.get(job.jobId);
    const isKnown = known !== undefined && known.status === job.status;
    return fullItemOfJob(job, isKnown ? known.since : timeOf(job, this.now()));
  }

  /** Describes known jobs; none if AWS denies it. */
  async *describe(jobIds: readonly string[], signal: AbortSignal): AsyncGenerator<ItemPage> {
    const { memory } = this;
    for (const group of groupsOf(maxDescribed, jobIds)) {
      if (memory.isDescribeDenied) {
        return;
      }
      const states = memory.jobs.statesOf(group);
      try {
        const jobs = (await this.api.describeJobs(group, signal)).filter(hasId);
        yield* this.apply(memory.jobs.described(states, jobs, this.now()), undefined);
        for (const job of jobs) {
          memory.children.update(memory.jobs.get(job.jobId)?.queue ?? '', job);
        }
      } catch (error) {
        if (!isDenied(error)) {
          throw error;
        }
        memory.isDescribeDenied = true;
      }
    }
  }

  /** The jobs of a list, page by page. */
  async *list(queue: string, request: MakeRequest, signal: AbortSignal): AsyncGenerator<ItemPage> {
    for await (const page of pagesOfList(this.api, request, signal)) {
      yield* this.listed(queue, page);
    }
  }

  /** The jobs of a page of a list that are new or changed. */
  *listed(queue: string, { jobs, servedAt }: ListPage): Generator<ItemPage, void> {
    const { memory } = this;
    yield* this.apply(memory.jobs.listed(queue, jobs, servedAt ?? this.now()), servedAt);
    for (const job of jobs.filter(hasId)) {
      memory.children.update(queue, job);
    }
  }

  /** The children and nodes that are worth a call, of all jobs or these. */
  async *children(signal: AbortSignal, of?: ReadonlySet<string>): AsyncGenerator<ItemPage> {
    for (const list of this.memory.children.due()) {
      if (of === undefined || of.has(list.parentId)) {
        yield* this.childrenOf(list, signal);
      }
    }
  }

  private async *childrenOf(
    { queue, requests, done }: ChildList,
    signal: AbortSignal,
  ): AsyncGenerator<ItemPage> {
    for (const request of requests) {
      yield* this.list(queue, request, signal);
    }
    done();
  }

  /** What is yielded is applied to the store before the next page is read: only then it is known. */
  private *apply(
    { items, commit }: JobChanges,
    servedAt: number | undefined,
  ): Generator<ItemPage, void> {
    const { calls } = this.api.usage;
    const readUnits = calls - this.counted;
    this.counted = calls;
    yield { items, readUnits, servedAt };
    commit();
  }
}

export const isDenied = (error: unknown): error is UserError =>
  isUserError(error) && error.code === 'batch.denied';

const hasId = <T extends { readonly jobId?: string | undefined }>(
  job: T | undefined,
): job is T & { readonly jobId: string } => job?.jobId !== undefined && job.jobId !== '';

const timeOf = ({ stoppedAt, startedAt, createdAt }: DescribedJob, now: number): number =>
  positive(stoppedAt) ?? positive(startedAt) ?? positive(createdAt) ?? now;
