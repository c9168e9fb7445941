import { setImmediate as turn } from 'node:timers/promises';
import { readBatchEvent } from '../core/job/batchEvent';
import type { Job } from '../core/job/job';
import { itemOf } from '../core/job/jobItem';
import { supersedes } from '../core/job/sequence';
import { shardOf } from '../core/job/shard';
import type { SliceClock } from '../core/base/clock';
import { inSlices } from '../core/base/timeSlicing';
import type { ItemPage, JobTable, RawItem } from '../data/table/jobTable';
import type { TableShape } from '../data/table/tableShape';
import { batchEvent } from './batchEvent';
import { JobStream, type MakeJobs, type Moment } from './jobStream';
import { rareWorkflow, workflow } from './workflow';

export interface SampleOptions {
  readonly seed: number;
  /** Its time is the table's, too. */
  readonly clock: SliceClock;
}

/** An item as the Lambda function would have written it, and of what event. */
interface Written {
  readonly job: Job;
  readonly item: RawItem;
  readonly moment: Moment;
  readonly updatedAt: number;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const jobsAtFirst = 2_000;
const hoursAtFirst = 72;
const newJobsPerMinute = 20;

/** The table forgets a job when nothing has changed it for so long, so it does not grow without end. */
export const keepMs = 6 * 3_600_000;

const itemsPerPage = 250;

/** A few workflows of the kinds that are seldom seen. */
const sampleJobs: MakeJobs = (random, start, warp, index) =>
  index % 40 === 7 ? rareWorkflow(random, start, warp) : workflow(random, start, warp);

/**
 * A table of made-up jobs in memory, with their events in the form AWS Batch sends them, items in the form the
 * Lambda function writes, and its rule for which state wins. Time goes on when somebody reads: jobs have then
 * done what they would have done by now. Reads cost nothing, and nothing leaves the computer.
 */
export class SampleTable implements JobTable {
  /** By job, in the order in which they were written last. */
  private readonly written = new Map<string, Written>();
  private stream: Promise<JobStream> | undefined;
  private begunAt = -Infinity;
  private readAt = -Infinity;
  private beginnings = 0;

  constructor(private readonly options: SampleOptions) {}

  /** As of a table with the index, so that what changed can be followed closely. */
  async shape(signal: AbortSignal): Promise<TableShape> {
    await this.goOn(signal);
    return { index: 'complete', sizeBytes: 0 };
  }

  scanPages(signal: AbortSignal): AsyncIterable<ItemPage> {
    return this.changedPages(signal);
  }

  async samplePage(signal: AbortSignal, count: number): Promise<ItemPage> {
    await this.goOn(signal);
    return pageOf([...this.written.values()].slice(0, count));
  }

  async *changedPages(signal: AbortSignal, since = -Infinity): AsyncGenerator<ItemPage> {
    await this.goOn(signal);
    const found = [...this.written.values()].filter(({ updatedAt }) => updatedAt >= since);
    const newestFirst = found.reverse();
    for (let start = 0; start < newestFirst.length; start += itemsPerPage) {
      yield pageOf(newestFirst.slice(start, start + itemsPerPage));
      await turn();
      signal.throwIfAborted();
    }
  }

  getItem(jobId: string): Promise<RawItem | undefined> {
    const known = this.written.get(jobId);
    return Promise.resolve(
      known && {
        ...known.item,
        fullEvent: JSON.stringify(batchEvent(known.moment.job, known.moment.step)),
      },
    );
  }

  close(): void {
    this.written.clear();
    this.stream = undefined;
  }

  /** Lets happen what would have happened by now. */
  private async goOn(signal: AbortSignal): Promise<void> {
    const { clock } = this.options;
    const now = clock.now();
    if (!this.stream || now - this.readAt > keepMs) {
      // After a long sleep of the computer all that was known would be gone: the sample begins anew.
      this.begin(now);
    }
    this.readAt = now;
    const { stream } = this;
    const opened = await stream;
    if (opened) {
      await inSlices(this.unfold(opened, now), clock);
    }
    signal.throwIfAborted();
    this.expire(now);
  }

  private begin(now: number): void {
    const { seed, clock } = this.options;
    this.written.clear();
    this.begunAt = now;
    const past = { jobs: jobsAtFirst, until: new Date(now), hours: hoursAtFirst };
    const stream = JobStream.open({
      ...past,
      // Ids are not used twice.
      seed: seed + this.beginnings++,
      newJobsPerMinute,
      makeJobs: sampleJobs,
    });
    this.stream = inSlices(stream, clock);
  }

  private *unfold(stream: JobStream, now: number): Generator<undefined, void> {
    while (stream.nextAt <= now) {
      this.write(stream.next());
      yield;
    }
  }

  /** As `recordJobEvent` of the Lambda function does. */
  private write(moment: Moment): void {
    const read = readBatchEvent(batchEvent(moment.job, moment.step));
    if (!read.ok) {
      return;
    }
    const { jobId } = read.job;
    const before = this.written.get(jobId);
    if (before && !supersedes(read.job, before.job)) {
      return;
    }
    const updatedAt = Math.floor(moment.step.at);
    const expiresAt = Math.ceil((Math.max(updatedAt, this.begunAt) + keepMs) / 1_000);
    const job = { ...read.job, shard: shardOf(jobId), updatedAt, expiresAt };
    this.written.delete(jobId);
    this.written.set(jobId, {
      job,
      item: itemOf(job),
      moment,
      updatedAt,
      expiresAt: expiresAt * 1_000,
    });
  }

  /** Those that were written first go first. */
  private expire(now: number): void {
    for (const [jobId, { expiresAt }] of this.written) {
      if (expiresAt > now) {
        return;
      }
      this.written.delete(jobId);
    }
  }
}

const pageOf = (written: readonly Written[]): ItemPage => ({
  items: written.map(({ item }) => item),
  readUnits: 0,
});
