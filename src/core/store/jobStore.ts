import { Emitter, type Disposable } from '../base/emitter';
import { hasExpired } from '../job/expiry';
import type { Job } from '../job/job';
import { markNames, type JobMark } from '../job/jobMarks';
import type { ChildFields } from './arrayChildren';
import { chunkOf } from './columns/chunks';
import { JobColumns } from './jobColumns';
import { MarkedJobs } from './markedJobs';
import { ReadMarks } from './readMarks';
import { RowIds } from './rowIds';
import { RowObservers, type RowDeriver, type RowObserver } from './rowObservers';
import { isOutdated } from './outdatedState';
import type { ChunkReader } from './saved/chunkReader';

export type { RowObserver };

/** Room for more is made when they are there. */
const maxExpected = 2 ** 21;

/** All known jobs, each in its latest state. The only owner of jobs in the extension. */
export class JobStore implements Disposable {
  private currentRows = new JobColumns();
  private rowIds = new RowIds(this.currentRows.fields.jobId);
  private readonly reads = new ReadMarks();
  private readonly marked = new MarkedJobs();
  /** No job expires before this, in seconds since the epoch. */
  private nextExpiry = Infinity;
  private readonly observers = new RowObservers();
  private readonly batches = new Emitter<undefined>();
  private readonly changes = new Emitter<undefined>();
  private readonly resets = new Emitter<JobColumns>();

  /** Fires once per batch before `onDidChange`: what is derived from several rows can be updated now. */
  readonly onDidApply = this.batches.event;

  /** Fires once per batch that changed something, after observers were notified of each row. */
  readonly onDidChange = this.changes.event;

  /** Fires when all jobs were dropped at once, without notifying observers; passes the new, empty rows. */
  readonly onDidReset = this.resets.event;

  get size(): number {
    return this.currentRows.size;
  }

  /** For reading a few fields of many jobs. */
  get rows(): JobColumns {
    return this.currentRows;
  }

  get(jobId: string): Job | undefined {
    const row = this.rowIds.find(jobId);
    return row === undefined ? undefined : this.currentRows.read(row);
  }

  /** Valid until the job is removed. */
  rowOfJob(jobId: string): number | undefined {
    return this.rowIds.find(jobId);
  }

  /** Faster than `get`, for very many jobs. */
  statusOf(jobId: string): string | undefined {
    const row = this.rowIds.find(jobId);
    return row === undefined ? undefined : this.currentRows.fields.status.get(row);
  }

  /** Whether the store has a child of this array job. */
  hasChildren(jobId: string): boolean {
    return this.currentRows.arrayChildren.has(jobId);
  }

  /** Yields each job once, in its current state; jobs may be added and removed during the iteration. */
  *jobs(): Generator<Job, void> {
    const rows = this.currentRows;
    for (let row = 0; row < rows.length; row++) {
      if (rows.has(row)) {
        yield rows.read(row);
      }
    }
  }

  /**
   * Notifies of each row immediately, before `onDidChange` fires for the batch, until the next reset. Does
   * not report existing rows.
   */
  observe(observer: RowObserver): Disposable {
    return this.observers.add(observer);
  }

  /** Like `observe`, for what sets derived values of rows, so that all others see them. */
  derive(deriver: RowDeriver): Disposable {
    return this.observers.addDeriver(deriver);
  }

  /** Changes what is derived of a row, as a change of its job. */
  updateDerived(row: number, change: () => void): void {
    this.observers.update(row, change);
  }

  /** Call after `updateDerived`, unless a batch is being applied, which is announced. */
  announceDerived(): void {
    this.changes.fire(undefined);
  }

  /**
   * Applies jobs read from the table and ignores states older than the known ones. A job whose time to live
   * has passed by `now` (milliseconds since the epoch) is removed, though DynamoDB may take days to delete
   * its item (DynamoDB Developer Guide, "Time to Live"). `isCurrent`: the batch is certainly the present state
   * of the table, so it replaces any other. Returns whether it changed anything.
   */
  apply(batch: Iterable<Job>, now = -Infinity, isCurrent = false): boolean {
    let hasChanged = false;
    for (const job of batch) {
      hasChanged = this.put(job, now, isCurrent) || hasChanged;
    }
    this.announce(hasChanged);
    return hasChanged;
  }

  /** Makes room for so many more jobs, which is faster than doing so again and again. */
  expect(jobs: number): void {
    const all = this.size + Math.min(jobs, maxExpected);
    this.rowIds.reserve(all);
    this.currentRows.reserve(all);
    this.reads.reserve(all);
  }

  /**
   * Adds saved jobs, except those that are known or have expired by `now`. Throws an error if the bytes are damaged;
   * then the store must be cleared.
   */
  load(saved: ChunkReader, now: number): void {
    const rows = this.currentRows;
    const { expiresAt } = rows.fields;
    const first = rows.load(saved);
    const areSingle = rows.areSingle(first);
    const mayExpire = expiresAt.hasAny(chunkOf(first));
    for (let row = first; row < rows.length; row++) {
      if ((mayExpire && hasExpired(expiresAt.raw(row), now)) || !this.rowIds.add(row)) {
        rows.dismiss(row);
      } else {
        this.admit(row, areSingle);
      }
    }
    this.announce(true);
  }

  /** Removes the jobs whose time to live has passed. */
  removeExpired(now: number): void {
    if (now < this.nextExpiry * 1000) {
      return;
    }
    const { expiresAt } = this.currentRows.fields;
    let hasChanged = false;
    this.nextExpiry = Infinity;
    for (let row = 0; row < this.currentRows.length; row++) {
      const expiry = this.currentRows.has(row) ? expiresAt.raw(row) : Infinity;
      if (hasExpired(expiry, now)) {
        this.remove(row);
        hasChanged = true;
      } else if (expiry < this.nextExpiry && expiry * 1000 > now) {
        this.nextExpiry = expiry;
      }
    }
    this.announce(hasChanged);
  }

  isMarked(jobId: string, mark: JobMark): boolean {
    return this.marked.has(jobId, mark);
  }

  /**
   * Sets or clears a mark. This is announced as a change of the job; a job that is added later has its mark
   * from the start.
   */
  setMark(mark: JobMark, jobIds: Iterable<string>, isOn: boolean): void {
    let hasChanged = false;
    for (const jobId of jobIds) {
      const row = this.marked.set(jobId, mark, isOn) ? this.rowIds.find(jobId) : undefined;
      if (row !== undefined) {
        this.observers.update(row, () => this.currentRows.mark(row, mark, isOn));
        hasChanged = true;
      }
    }
    this.announce(hasChanged);
  }

  /** Makes these the only jobs with the mark. */
  replaceMarks(mark: JobMark, jobIds: ReadonlySet<string>): void {
    this.setMark(mark, this.marked.others(mark, jobIds), false);
    this.setMark(mark, jobIds, true);
  }

  /**
   * Starts a complete read: `removeUnseen` with this mark removes the jobs that no batch has contained since.
   */
  mark(): number {
    return this.reads.next();
  }

  /** Ids of the jobs that `removeUnseen` would remove, at most `max`. */
  unseen(mark: number, max: number): readonly string[] {
    const jobIds: string[] = [];
    for (let row = 0; row < this.currentRows.length && jobIds.length < max; row++) {
      if (this.currentRows.has(row) && this.reads.isBefore(row, mark)) {
        jobIds.push(this.currentRows.fields.jobId.get(row));
      }
    }
    return jobIds;
  }

  removeUnseen(mark: number): void {
    let hasChanged = false;
    for (let row = 0; row < this.currentRows.length; row++) {
      if (this.currentRows.has(row) && this.reads.isBefore(row, mark)) {
        this.remove(row);
        hasChanged = true;
      }
    }
    this.announce(hasChanged);
  }

  /** Drops everything, including marks: jobs of one table must never show up in another. */
  clear(): void {
    const hadJobs = this.size > 0;
    this.currentRows = new JobColumns();
    this.rowIds = new RowIds(this.currentRows.fields.jobId);
    this.nextExpiry = Infinity;
    this.marked.clear();
    this.observers.clear();
    this.resets.fire(this.currentRows);
    this.announce(hadJobs);
  }

  dispose(): void {
    this.batches.dispose();
    this.changes.dispose();
    this.resets.dispose();
    this.observers.clear();
  }

  /** Returns whether it changed anything. */
  private put(job: Job, now: number, isCurrent: boolean): boolean {
    const row = this.rowIds.find(job.jobId);
    const isExpired = hasExpired(job.expiresAt ?? Infinity, now);
    if (row === undefined) {
      if (!isExpired) {
        this.add(job);
      }
      return !isExpired;
    }
    this.reads.set(row);
    if (
      this.currentRows.holds(row, job) ||
      (!isCurrent && isOutdated(job, this.currentRows.read(row)))
    ) {
      return false;
    }
    if (isExpired) {
      this.remove(row);
    } else {
      this.replace(row, job);
    }
    return true;
  }

  private add(job: Job): void {
    const row = this.observers.change(this.changedParents(undefined, job), () =>
      this.currentRows.add(job),
    );
    this.rowIds.add(row);
    this.enter(row);
  }

  private admit(row: number, isSingle: boolean): void {
    const rows = this.currentRows;
    rows.admit(row);
    if (!isSingle) {
      this.linkToParent(rows.childFields(row));
    }
    this.enter(row, true);
  }

  /** What is saved of the parent is right already, so only its observers are told of its first child. */
  private linkToParent(job: ChildFields): void {
    const [parent] = this.changedParents(undefined, job);
    const link = (): void => this.currentRows.arrayChildren.replace(undefined, job);
    if (parent === undefined) {
      link();
    } else {
      this.observers.update(parent, link);
    }
  }

  private enter(row: number, isLoaded = false): void {
    const { jobId, expiresAt } = this.currentRows.fields;
    if (!this.marked.isEmpty) {
      for (const mark of markNames) {
        this.currentRows.mark(row, mark, this.marked.has(jobId.get(row), mark));
      }
    }
    this.reads.set(row);
    const expiry = expiresAt.raw(row);
    if (expiry < this.nextExpiry) {
      this.nextExpiry = expiry;
    }
    this.observers.enter(row, isLoaded);
  }

  private replace(row: number, job: Job): void {
    const parents = this.changedParents(this.currentRows.childFields(row), job);
    this.observers.change([row, ...parents], () => this.currentRows.write(row, job));
    this.nextExpiry = Math.min(this.nextExpiry, job.expiresAt ?? Infinity);
  }

  private remove(row: number): void {
    const parents = this.changedParents(this.currentRows.childFields(row), undefined);
    this.observers.leave(row);
    this.rowIds.remove(row);
    this.observers.change(parents, () => this.currentRows.remove(row));
  }

  /** The rows of array jobs that become others because they lose their last child or get their first one. */
  private changedParents(
    before: ChildFields | undefined,
    after: ChildFields | undefined,
  ): readonly number[] {
    const parents = this.currentRows.arrayChildren.changedBy(before, after);
    return parents.flatMap(jobId => this.rowIds.find(jobId) ?? []);
  }

  private announce(hasChanged: boolean): void {
    if (hasChanged) {
      this.batches.fire(undefined);
      this.changes.fire(undefined);
    }
  }
}
