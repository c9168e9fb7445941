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

/** A few milliseconds of work, since all extensions share one thread. */
const batchSize = 100;

/**
 * Sets, removes and stores the marks of jobs. They survive restarts and are shared by all windows on the same
 * table.
 */
export class JobMarks implements Disposable {
  private readonly subscriptions: DisposableStore;
  private fold: MarkFold;
  private latest = 0;
  /** Entries not yet applied. */
  private pending: MarkEntry[] = [];
  private isApplying = false;
  private applied: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: JobStore,
    private readonly log: Pick<Log<MarkEntry>, 'entries' | 'onDidChange' | 'ready' | 'add'>,
    /** The source of the store's jobs. */
    private readonly connection: () => Connection,
  ) {
    this.fold = new MarkFold(this.scope);
    this.subscriptions = new DisposableStore(
      log.onDidChange(change => {
        if (change.kind === 'afresh') {
          this.rebuild();
        } else {
          this.apply(change.entries);
        }
      }),
      store.onDidReset(() => this.rebuild()),
    );
  }

  /** Loads the stored marks at the first call; resolves when they are applied to the jobs. */
  async ready(): Promise<void> {
    await this.log.ready();
    await this.applied;
  }

  /** Sets a few marks at once, many in time slices; resolves when all are set and stored. */
  async set(mark: JobMark, jobIds: readonly string[], isOn: boolean): Promise<void> {
    this.latest = Math.max(Date.now(), this.latest + 1);
    const { scope, latest: at } = this;
    const entries: MarkEntry[] = [];
    for (let start = 0; start < jobIds.length; start += maxIdsPerEntry) {
      const chunk = jobIds.slice(start, start + maxIdsPerEntry);
      entries.push({ id: randomUUID(), at, scope, mark, isOn, jobIds: chunk });
    }
    if (entries.length > 0) {
      const stored = this.log.add(entries);
      await this.applied;
      await stored;
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
      this.pending.push(entry);
    }
    if (!this.isApplying) {
      this.isApplying = true;
      this.applied = inSlices(this.applyPending(), systemClock);
    }
  }

  /** Runs in slices, since entries with many jobs take long; the fold orders entries by their timestamps. */
  private *applyPending(): Generator<undefined, void> {
    for (let entry = this.pending.shift(); entry; entry = this.pending.shift()) {
      const { fold } = this;
      const changed = fold.apply(entry);
      for (let start = 0; start < changed.length && fold === this.fold; start += batchSize) {
        this.store.setMark(entry.mark, changed.slice(start, start + batchSize), entry.isOn);
        yield;
      }
      yield;
    }
    this.isApplying = false;
  }

  /** The jobs or the log changed: applies all entries again. */
  private rebuild(): void {
    this.pending = [];
    this.fold = new MarkFold(this.scope);
    for (const mark of markNames) {
      this.store.replaceMarks(mark, new Set());
    }
    this.apply(this.log.entries);
  }
}
