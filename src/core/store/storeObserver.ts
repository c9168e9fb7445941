import type { Disposable } from '../base/emitter';
import type { JobColumns } from './jobColumns';
import type { JobStore, RowObserver } from './jobStore';

/** Keeps an observer of all rows of a store, including existing ones; replaces it when the store is reset. */
export class StoreObserver<T extends RowObserver> implements Disposable {
  private observer: T;
  private subscription: Disposable;
  private readonly reset: Disposable;

  constructor(store: JobStore, make: (rows: JobColumns) => T) {
    const follow = (rows: JobColumns): T => {
      const observer = make(rows);
      for (let row = 0; row < rows.length; row++) {
        if (rows.has(row)) {
          observer.entered(row);
        }
      }
      return observer;
    };
    this.observer = follow(store.rows);
    this.subscription = store.observe(this.observer);
    this.reset = store.onDidReset(rows => {
      this.observer = follow(rows);
      this.subscription = store.observe(this.observer);
    });
  }

  get current(): T {
    return this.observer;
  }

  dispose(): void {
    this.reset.dispose();
    this.subscription.dispose();
  }
}
