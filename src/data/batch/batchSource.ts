import { setTimeout as delay } from 'node:timers/promises';
import { hourMs } from '../../core/base/timeUnits';
import { defaultHistoryHours } from '../../core/settings/sourceSettings';
import type { Identity } from '../../core/aws/identity';
import type { CostUnit } from '../../core/polling/cost';
import { wantedQueues, type Connection } from '../config/connection';
import { canIdentify, identityOf } from '../credentials/identity';
import type { ExaminedSource, JobSource, PlannedRead, SourceMemory } from '../feed/jobSource';
import type { ReadHistory } from '../feed/readPlan';
import type { ItemPage, RawItem } from '../table/jobTable';
import type { TableShape } from '../table/tableShape';
import type { BatchApi } from './batchApi';
import { noQueues, toBatchError } from './batchErrors';
import { jobsCreatedAfter, maxDescribed } from './batchRequests';
import { batchTargetOf } from './batchTarget';
import { fullRate } from './callRate';
import { pagesOfQueues } from './jobLists';
import { JobReader, ReaderMemory } from './jobReader';
import { QueueLists } from './queueLists';

/** Queues are looked up again after this time. */
const rediscoverMs = hourMs;

/** Between two calls that describe jobs in the background. */
const detailsGapMs = 500;

/** What the source knows; see `SourceMemory`. */
export class BatchMemory extends ReaderMemory {
  readonly queues = new QueueLists();
  discoveredAt: number | undefined;
  since: number | undefined;
}

export interface BatchSourceOptions {
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** AWS Batch itself as a source of jobs, without a table. */
export class BatchSource implements JobSource {
  readonly costUnit: CostUnit = 'calls';
  private readonly memory: BatchMemory;
  private readonly now: () => number;
  private readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  private readonly reader: JobReader;

  constructor(
    private readonly connection: Connection,
    private readonly api: BatchApi,
    memory: SourceMemory,
    { now = Date.now, wait = waitFor }: BatchSourceOptions = {},
  ) {
    this.memory = memory.keep(() => new BatchMemory());
    this.now = now;
    this.wait = wait;
    this.reader = new JobReader(api, this.memory, now);
  }

  get listsSince(): number | undefined {
    return this.memory.since;
  }

  get throttledTo(): number | undefined {
    const { callsPerSecond } = this.api.usage;
    return callsPerSecond < fullRate ? callsPerSecond : undefined;
  }

  planRead(_: TableShape | undefined, history: ReadHistory): PlannedRead {
    const { memory } = this;
    // The user's own refresh also looks for new queues and permissions.
    const isRequested = history.completeAt === undefined;
    if (memory.since === undefined) {
      return {
        kind: 'list',
        isComplete: true,
        keepsMissing: true,
        pages: (_read, signal) => this.firstPages(signal),
      };
    }
    return {
      kind: 'refresh',
      isComplete: isRequested,
      keepsMissing: true,
      pages: (_read, signal) => this.refreshPages(isRequested, signal),
    };
  }

  examine(): Promise<ExaminedSource> {
    return Promise.resolve({ shape: undefined, readUnits: 0 });
  }

  async *details(signal: AbortSignal): AsyncGenerator<ItemPage> {
    const { jobs } = this.memory;
    for (;;) {
      const jobIds = jobs.nextUndescribed(maxDescribed);
      if (jobIds.length === 0 || this.memory.isDescribeDenied) {
        return;
      }
      yield* this.reader.describe(jobIds, signal);
      await this.wait(detailsGapMs, signal);
    }
  }

  async getItem(jobId: string, signal = new AbortController().signal): Promise<RawItem> {
    this.memory.children.open(jobId);
    return this.reader.itemOf(await this.reader.describeOne(jobId, signal));
  }

  async identity(signal: AbortSignal): Promise<Identity | undefined> {
    const target = await batchTargetOf(this.connection);
    if (!canIdentify(target)) {
      return undefined;
    }
    try {
      return await identityOf(this.connection, signal);
    } catch (error) {
      throw toBatchError(error, target);
    }
  }

  close(): void {
    this.api.close();
  }

  private async *firstPages(signal: AbortSignal): AsyncGenerator<ItemPage> {
    const since = this.now() - (this.connection.historyHours ?? defaultHistoryHours) * hourMs;
    await this.discover(since, signal);
    yield* this.queuePages(signal);
    yield* this.reader.children(signal);
    this.memory.since = since;
  }

  private async *refreshPages(isRequested: boolean, signal: AbortSignal): AsyncGenerator<ItemPage> {
    const { memory } = this;
    const age = this.now() - (memory.discoveredAt ?? -Infinity);
    if (isRequested || !(age >= 0 && age < rediscoverMs)) {
      memory.isDescribeDenied = false;
      await this.discover(memory.since ?? this.now(), signal);
    }
    const seen = new Set<string>();
    yield* this.queuePages(signal, seen);
    yield* this.endedPages(seen, signal);
    yield* this.reader.children(signal);
  }

  /** Looks up the queues of the region, or those that the connection names. */
  private async discover(since: number, signal: AbortSignal): Promise<void> {
    const names = wantedQueues(this.connection);
    const found: string[] = [];
    for await (const page of this.api.jobQueues(names, signal)) {
      found.push(...page.flatMap(({ jobQueueArn }) => jobQueueArn ?? []));
    }
    if (found.length === 0) {
      throw noQueues(names, this.connection.region);
    }
    this.memory.queues.set(found, since);
    this.memory.discoveredAt = this.now();
  }

  private async *queuePages(signal: AbortSignal, seen?: Set<string>): AsyncGenerator<ItemPage> {
    const { memory, now } = this;
    const options = { now, isRefresh: seen !== undefined, signal };
    for await (const page of pagesOfQueues(this.api, memory.queues.all, options)) {
      const { list, jobs, kind } = page;
      jobs.forEach(({ jobId = '' }) => seen?.add(jobId));
      yield* this.reader.listed(list.queue, page);
      if (kind === 'created') {
        list.found(jobs, now());
      } else if (kind === 'end') {
        list.done();
      } else if (kind === 'rejected') {
        memory.discoveredAt = undefined;
      }
    }
  }

  /** Describes the jobs that are in no list of unfinished jobs any more. */
  private async *endedPages(
    seen: ReadonlySet<string>,
    signal: AbortSignal,
  ): AsyncGenerator<ItemPage> {
    const { jobs, queues } = this.memory;
    const ended = jobs.disappeared(seen, queues.names);
    yield* this.reader.describe(ended, signal);
    const left = this.memory.isDescribeDenied ? ended.map(jobId => jobs.get(jobId)) : [];
    for (const queue of new Set(left.map(job => job?.queue ?? ''))) {
      // Without the right to describe jobs, the list since the oldest of them tells their status.
      const times = left.flatMap(job => (job?.queue === queue ? [job.createdAt] : []));
      const oldest = times.reduce((least, time) => Math.min(least, time), Infinity);
      yield* this.reader.list(queue, token => jobsCreatedAfter(queue, oldest - 1, token), signal);
    }
  }
}

const waitFor = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal });
