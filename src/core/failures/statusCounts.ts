import { isAcknowledgedFailure } from './countedFailures';
import type { Disposable } from '../base/emitter';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore, RowObserver } from '../store/jobStore';
import { StoreObserver } from '../store/storeObserver';
import { statisticsOfCounts, type Statistics } from '../store/statistics';

/** How many jobs are in each status, and how many failures are acknowledged. */
export class StatusCounts implements Disposable {
  private readonly follower: StoreObserver<StatusCounter>;

  constructor(store: JobStore) {
    this.follower = new StoreObserver(store, rows => new StatusCounter(rows));
  }

  get statistics(): Statistics {
    return this.follower.current.statistics;
  }

  /** Jobs that have failed and are acknowledged. */
  get acknowledged(): number {
    return this.follower.current.acknowledged;
  }

  dispose(): void {
    this.follower.dispose();
  }
}

class StatusCounter implements RowObserver {
  acknowledged = 0;
  /** By the status's code. */
  private readonly counts: number[] = [];

  constructor(private readonly rows: JobColumns) {}

  get statistics(): Statistics {
    const { values } = this.rows.fields.status;
    return statisticsOfCounts(
      new Map(values.map((status, code): [string, number] => [status, this.counts[code] ?? 0])),
    );
  }

  entered(row: number): void {
    this.count(row, 1);
  }

  leaving(row: number): void {
    this.count(row, -1);
  }

  private count(row: number, by: 1 | -1): void {
    const { status } = this.rows.fields;
    const code = status.code(row);
    this.counts[code] = (this.counts[code] ?? 0) + by;
    if (isAcknowledgedFailure(this.rows, row)) {
      this.acknowledged += by;
    }
  }
}
