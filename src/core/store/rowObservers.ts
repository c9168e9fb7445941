import type { Disposable } from '../base/emitter';

/** Maintains derived data, such as a count, row by row as jobs are added, changed and removed. */
export interface RowObserver {
  /** The row holds a new or changed job. */
  entered(row: number): void;
  /** The row's job is about to change or be removed; its fields still have the old values. */
  leaving(row: number): void;
}

/** Who is told of each row. */
export class RowObservers {
  private readonly observers = new Set<RowObserver>();
  /** They set what is derived of a row, so they are the first to see it enter and the last to see it leave. */
  private readonly derivers = new Set<RowObserver>();

  add(observer: RowObserver): Disposable {
    this.observers.add(observer);
    return { dispose: () => this.observers.delete(observer) };
  }

  addDeriver(deriver: RowObserver): Disposable {
    this.derivers.add(deriver);
    return { dispose: () => this.derivers.delete(deriver) };
  }

  enter(row: number): void {
    this.derivers.forEach(deriver => deriver.entered(row));
    this.observers.forEach(observer => observer.entered(row));
  }

  leave(row: number): void {
    this.observers.forEach(observer => observer.leaving(row));
    this.derivers.forEach(deriver => deriver.leaving(row));
  }

  /** Changes the jobs of rows. */
  change<T>(rows: readonly number[], change: () => T): T {
    rows.forEach(row => this.leave(row));
    const changed = change();
    rows.forEach(row => this.enter(row));
    return changed;
  }

  /** Changes what is derived of a row, as a change of its job. */
  update(row: number, change: () => void): void {
    this.observers.forEach(observer => observer.leaving(row));
    change();
    this.observers.forEach(observer => observer.entered(row));
  }

  clear(): void {
    this.observers.clear();
    this.derivers.clear();
  }
}
