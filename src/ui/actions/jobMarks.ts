import { randomUUID } from 'node:crypto';
import { DisposableStore } from '../../core/base/disposableStore';
import type { Disposable } from '../../core/base/emitter';
import { markNames, type JobMark } from '../../core/job/jobMarks';
import type { JobStore } from '../../core/store/jobStore';
import { MarkFold, scopeOf, type MarkEntry } from '../../core/actions/markEntries';
import { inSlices } from '../../core/base/timeSlicing';
import type { Connection } from '../../data/config/connection';
import { maxIdsPerEntry } from '../../data/log/logEntrySchemas';
import type { Log } from './memoryLog';
import { systemClock } from '../base/clock';

/** All extensions share one thread: a few milliseconds of work. */
const jobsAtOnce = 100;

/**
 * Sets and lifts marks of jobs, and keeps them: they are there again after a restart, and in all windows on
 * the same table.
 */
export class JobMarks implements Disposable {
  private readonly subscriptions: DisposableStore;
  private fold: MarkFold;
  private latest = 0;
  /** Words that are still to be folded. */
  private waiting: MarkEntry[] = [];
  private isAtWork = false;
  private applied: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: JobStore,
    private readonly log: Pick<Log<MarkEntry>, 'entries' | 'onDidChange' | 'ready' | 'add'>,
    /** Where the jobs of the store come from. */
    private readonly connection: () => Connection,
  ) {
    this.fold = new MarkFold(this.scope);
    this.subscriptions = new DisposableStore(
      log.onDidChange(change => {
        if (change.kind === 'afresh') {
          this.startAfresh();
        } else {
          this.apply(change.entries);
        }
      }),
      store.onDidReset(() => this.startAfresh()),
    );
  }

  /** Reads the marks that are kept, at the first call; resolves when jobs have them. */
  async ready(): Promise<void> {
    await this.log.ready();
    await this.applied;
  }

  /** A few are set at once, many little by little; resolves when all are set and kept. */
  async set(mark: JobMark, jobIds: readonly string[], isOn: boolean): Promise<void> {
    this.latest = Math.max(Date.now(), this.latest + 1);
    const { scope, latest: at } = this;
    const entries: MarkEntry[] = [];
    for (let start = 0; start < jobIds.length; start += maxIdsPerEntry) {
      const some = jobIds.slice(start, start + maxIdsPerEntry);
      entries.push({ id: randomUUID(), at, scope, mark, isOn, jobIds: some });
    }
    if (entries.length > 0) {
      const kept = this.log.add(entries);
      await this.applied;
      await kept;
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private get scope(): string {
    const { tableName, region, endpoint } = this.connection();
    return scopeOf(tableName, region, endpoint);
  }

  private apply(entries: readonly MarkEntry[]): void {
    for (const entry of entries) {
      this.latest = Math.max(this.latest, entry.at);
      this.waiting.push(entry);
    }
    if (!this.isAtWork) {
      this.isAtWork = true;
      this.applied = inSlices(this.applyWaiting(), systemClock);
    }
  }

  /** Marks of many jobs take long; the order of words is in the words. */
  private *applyWaiting(): Generator<undefined, void> {
    for (let entry = this.waiting.shift(); entry; entry = this.waiting.shift()) {
      const { fold } = this;
      const changed = fold.apply(entry);
      for (let start = 0; start < changed.length && fold === this.fold; start += jobsAtOnce) {
        this.store.setMark(entry.mark, changed.slice(start, start + jobsAtOnce), entry.isOn);
        yield;
      }
      yield;
    }
    this.isAtWork = false;
  }

  /** Other jobs, or other words: all of them are folded anew. */
  private startAfresh(): void {
    this.waiting = [];
    this.fold = new MarkFold(this.scope);
    for (const mark of markNames) {
      this.store.replaceMarks(mark, new Set());
    }
    this.apply(this.log.entries);
  }
}
