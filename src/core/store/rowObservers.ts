import type { Disposable } from '../base/emitter';

/** Maintains derived data, such as a count, row by row as jobs are added, changed and removed. */
export interface RowObserver {
  /** The row holds a new or changed job. */
  entered(row: number): void;
  /** The row's job is about to change or be removed; its fields still have the old values. */
  leaving(row: number): void;
}

/** Sets derived values of rows. Saved rows bring theirs, so that it may follow them when there is time. */
export interface RowDeriver extends RowObserver {
  loaded?(row: number): void;
}

/** Who is told of each row. In lists, because going through a `Set` leaves garbage for each of a million rows. */
export class RowObservers {
  private observers: readonly RowObserver[] = [];
  /** They set what is derived of a row, so they are the first to see it enter and the last to see it leave. */
  private derivers: readonly RowDeriver[] = [];

  add(observer: RowObserver): Disposable {
    this.observers = [...this.observers, observer];
    return {
      dispose: () => {
        this.observers = this.observers.filter(one => one !== observer);
      },
    };
  }

  addDeriver(deriver: RowDeriver): Disposable {
    this.derivers = [...this.derivers, deriver];
    return {
      dispose: () => {
        this.derivers = this.derivers.filter(one => one !== deriver);
      },
    };
  }

  enter(row: number, isLoaded = false): void {
    for (const deriver of this.derivers) {
      if (isLoaded && deriver.loaded) {
        deriver.loaded(row);
      } else {
        deriver.entered(row);
      }
    }
    for (const observer of this.observers) {
      observer.entered(row);
    }
  }

  leave(row: number): void {
    for (const observer of this.observers) {
      observer.leaving(row);
    }
    for (const deriver of this.derivers) {
      deriver.leaving(row);
    }
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
    for (const observer of this.observers) {
      observer.leaving(row);
    }
    change();
    for (const observer of this.observers) {
      observer.entered(row);
    }
  }

  clear(): void {
    this.observers = [];
    this.derivers = [];
  }
}
