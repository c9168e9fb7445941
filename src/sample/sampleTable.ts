import { setImmediate as turn } from 'node:timers/promises';
import { hourMs } from '../core/base/timeUnits';
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
import type { SimulatedJob } from './simulatedJob';
import { rareWorkflow, workflow } from './workflow';

export interface SampleOptions {
  readonly seed: number;
  /** Its time is also the table's. */
  readonly clock: SliceClock;
}

/** An item as the Lambda function would have written it, with its event. */
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

/** A job expires when unchanged for this long, so that the table does not grow forever. */
export const keepMs = 6 * hourMs;

const itemsPerPage = 250;

/** Mixes in a few rare workflows. */
const sampleJobs: MakeJobs = (random, start, warp, index) =>
  index % 40 === 7 ? rareWorkflow(random, start, warp) : workflow(random, start, warp);

/**
 * A table of generated jobs in memory, with events in AWS Batch's format, and items and precedence of states
 * as in the Lambda function. Time advances on each read: jobs have then done what they would have done by
 * now. Reads cost nothing, and no data leaves the computer.
 */
export class SampleTable implements JobTable {
  /** By job, in the order of their last write. */
  private readonly written = new Map<string, Written>();
  /** The last moments of jobs that have changed, in order of time; concurrent reads share them. */
  private unwritten = new Map<SimulatedJob, Moment>();
  private stream: Promise<JobStream> | undefined;
  private begunAt = -Infinity;
  private readAt = -Infinity;
  private generation = 0;

  constructor(private readonly options: SampleOptions) {}

  /** Pretends to have the index, so that changes are read frequently. */
  async shape(signal: AbortSignal): Promise<TableShape> {
    await this.advance(signal);
    return { index: 'complete', sizeBytes: 0 };
  }

  scanPages(signal: AbortSignal): AsyncIterable<ItemPage> {
    return this.changedPages(signal);
  }

  async samplePage(signal: AbortSignal, count: number): Promise<ItemPage> {
    await this.advance(signal);
    return pageOf([...this.written.values()].slice(0, count));
  }

  async *changedPages(signal: AbortSignal, since = -Infinity): AsyncGenerator<ItemPage> {
    await this.advance(signal);
    const found = [...this.written.values()].filter(({ updatedAt }) => updatedAt >= since);
    const newestFirst = found.reverse();
    for (let start = 0; start < newestFirst.length; start += itemsPerPage) {
      yield pageOf(newestFirst.slice(start, start + itemsPerPage));
      await turn();
      signal.throwIfAborted();
    }
  }

  async *currentPages(jobIds: readonly string[], signal: AbortSignal): AsyncGenerator<ItemPage> {
    await this.advance(signal);
    yield pageOf(jobIds.flatMap(jobId => this.written.get(jobId) ?? []));
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

  /** Advances the sample to the current time. */
  private async advance(signal: AbortSignal): Promise<void> {
    const { clock } = this.options;
    const now = clock.now();
    if (!this.stream || now - this.readAt > keepMs) {
      // After a long sleep all known jobs would have expired, so the sample starts over.
      this.restart(now);
    }
    this.readAt = now;
    const { stream } = this;
    const opened = await stream;
    if (opened) {
      await inSlices(this.writeMoments(opened, now), clock);
    }
    signal.throwIfAborted();
    this.expire(now);
  }

  private restart(now: number): void {
    const { seed, clock } = this.options;
    this.written.clear();
    this.unwritten = new Map();
    this.begunAt = now;
    const past = { jobs: jobsAtFirst, until: new Date(now), hours: hoursAtFirst };
    const stream = JobStream.open({
      ...past,
      // Ids must not repeat.
      seed: seed + this.generation++,
      newJobsPerMinute,
      makeJobs: sampleJobs,
    });
    this.stream = inSlices(stream, clock);
  }

  /** Writes only the last moment of each job: nobody could read the table in between. */
  private *writeMoments(stream: JobStream, now: number): Generator<undefined, void> {
    const { unwritten } = this;
    while (stream.nextAt <= now) {
      const moment = stream.next();
      unwritten.delete(moment.job);
      unwritten.set(moment.job, moment);
      yield;
    }
    for (const [job, moment] of unwritten) {
      unwritten.delete(job);
      this.write(moment);
      yield;
    }
  }

  /** Works like `recordJobEvent` of the Lambda function. */
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

  /** Jobs expire in the order in which they were written. */
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
