import { randomUUID } from 'node:crypto';
import type { Disposable } from '../core/emitter';
import type { JobMark } from '../core/jobMarks';
import type { JobStore } from '../core/jobStore';
import { MarkFold, scopeOf, type MarkEntry } from '../core/markLog';
import type { Connection } from '../data/connection';
import { mostIdsPerEntry } from '../data/logEntries';
import type { LogChange } from '../data/sharedLog';

/** The part of a `SharedLog` that is used. */
interface Log {
  readonly entries: readonly MarkEntry[];
  readonly onDidChange: (listener: (change: LogChange<MarkEntry>) => void) => Disposable;
  ready(): Promise<void>;
  add(entries: readonly MarkEntry[]): Promise<void>;
}

/**
 * Sets and lifts marks of jobs, and keeps them: they are there again after a restart, and in all windows on
 * the same table.
 */
export class MarkKeeper implements Disposable {
  private readonly subscriptions: readonly Disposable[];
  private fold: MarkFold;
  private latest = 0;

  constructor(
    private readonly store: JobStore,
    private readonly log: Log,
    /** Where the jobs of the store come from. */
    private readonly connection: () => Connection,
  ) {
    this.fold = new MarkFold(this.scope);
    this.subscriptions = [
      log.onDidChange(change => {
        if (change.kind === 'afresh') {
          this.startAfresh();
        } else {
          this.take(change.entries);
        }
      }),
      store.onDidReset(() => this.startAfresh()),
    ];
  }

  /** Reads the marks that are kept, at the first call. */
  ready(): Promise<void> {
    return this.log.ready();
  }

  /** They are set at once; resolves when they are kept. */
  set(mark: JobMark, jobIds: readonly string[], isOn: boolean): Promise<void> {
    this.latest = Math.max(Date.now(), this.latest + 1);
    const { scope, latest: at } = this;
    const entries: MarkEntry[] = [];
    for (let start = 0; start < jobIds.length; start += mostIdsPerEntry) {
      const some = jobIds.slice(start, start + mostIdsPerEntry);
      entries.push({ id: randomUUID(), at, scope, mark, isOn, jobIds: some });
    }
    return entries.length > 0 ? this.log.add(entries) : Promise.resolve();
  }

  dispose(): void {
    this.subscriptions.forEach(subscription => subscription.dispose());
  }

  private get scope(): string {
    const { tableName, region, endpoint } = this.connection();
    return scopeOf(tableName, region, endpoint);
  }

  private take(entries: readonly MarkEntry[]): void {
    for (const entry of entries) {
      this.latest = Math.max(this.latest, entry.at);
      const news = this.fold.take(entry);
      if (news.length > 0) {
        this.store.setMark(entry.mark, news, entry.isOn);
      }
    }
  }

  /** Other jobs, or other words: all of them are folded anew. */
  private startAfresh(): void {
    this.fold = new MarkFold(this.scope);
    for (const entry of this.log.entries) {
      this.fold.take(entry);
    }
    for (const mark of ['broken', 'acknowledged'] as const) {
      this.store.replaceMarks(mark, this.fold.marked(mark));
    }
  }
}
