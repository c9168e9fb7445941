import { Emitter, type Disposable } from '../../core/base/emitter';
import type { LogChange } from '../../data/log/sharedLogTypes';

/** The part of `SharedLog` that history and marks use. */
export interface Log<T> extends Disposable {
  readonly entries: readonly T[];
  readonly onDidChange: (listener: (change: LogChange<T>) => void) => Disposable;
  ready(): Promise<void>;
  add(entries: readonly T[]): Promise<void>;
  /** Resolves to whether the entries survive a crash. */
  addDurably(entries: readonly T[]): Promise<boolean>;
  clear(): Promise<void>;
}

/** A log private to this window and lost when it closes. */
export class MemoryLog<T> implements Log<T> {
  private readonly changed = new Emitter<LogChange<T>>();
  private known: T[] = [];

  readonly onDidChange = this.changed.event;

  get entries(): readonly T[] {
    return this.known;
  }

  ready(): Promise<void> {
    return Promise.resolve();
  }

  add(entries: readonly T[]): Promise<void> {
    this.known = [...this.known, ...entries];
    this.changed.fire({ kind: 'added', entries });
    return Promise.resolve();
  }

  async addDurably(entries: readonly T[]): Promise<boolean> {
    await this.add(entries);
    return false;
  }

  clear(): Promise<void> {
    this.known = [];
    this.changed.fire({ kind: 'afresh' });
    return Promise.resolve();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
