import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { LogChange } from '../../data/log/sharedLogTypes';
import { MemoryLog, type Log } from './memoryLog';

/**
 * The log that belongs to the current jobs: for sample data, an in-memory log that is cleared when the sample
 * ends. So sample entries are never written to disk, nor shown with real ones.
 */
export class ActiveLog<T> implements Log<T> {
  private readonly sample = new MemoryLog<T>();
  private readonly changed = new Emitter<LogChange<T>>();
  private readonly subscriptions: DisposableStore;
  private wasSample: boolean;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly real: Log<T>,
    private readonly feed: Pick<JobFeed, 'state' | 'onDidChangeState'>,
  ) {
    this.wasSample = this.isSample;
    this.subscriptions = new DisposableStore(
      this.follow(real),
      this.follow(this.sample),
      feed.onDidChangeState(() => this.onConnectionChange()),
    );
  }

  /** The log of the current jobs; lets a long operation keep writing to the log it started with. */
  get now(): Log<T> {
    return this.isSample ? this.sample : this.real;
  }

  get entries(): readonly T[] {
    return this.now.entries;
  }

  ready(): Promise<void> {
    return this.now.ready();
  }

  add(entries: readonly T[]): Promise<void> {
    return this.now.add(entries);
  }

  addDurably(entries: readonly T[]): Promise<boolean> {
    return this.now.addDurably(entries);
  }

  clear(): Promise<void> {
    return this.now.clear();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.sample.dispose();
    this.changed.dispose();
  }

  private get isSample(): boolean {
    return isSample(this.feed.state);
  }

  private follow(log: Log<T>): Disposable {
    return log.onDidChange(change => {
      if (log === this.now) {
        this.changed.fire(change);
      }
    });
  }

  private onConnectionChange(): void {
    if (this.isSample !== this.wasSample) {
      this.wasSample = this.isSample;
      void this.sample.clear();
      this.changed.fire({ kind: 'afresh' });
    }
  }
}
