import type { Disposable } from '../../core/base/emitter';
import type { JobQuery } from '../../core/query/jobQueries';
import type { ViewResult } from '../../core/query/jobView';
import type { SliceClock } from '../../core/base/clock';
import { runInSlices } from '../../core/base/timeSlicing';
import { maxRowsPerMessage } from '../../protocol/toHost';

interface PendingRequest {
  /** The number of rows, from the start, that must be known. */
  readonly end: number;
  readonly respond: (result: ViewResult) => void;
}

/**
 * Runs the newest query and answers requests about its result. If jobs must be sorted, it first returns one
 * screen of rows, long before all are in order.
 */
export class QueryRunner implements Disposable {
  private id: number | undefined;
  private result: ViewResult | undefined;
  private pending: PendingRequest[] = [];
  private work: Disposable | undefined;
  private isWorking = false;

  constructor(private readonly clock: SliceClock) {}

  /** Cancels a running query. Calls `onResult` as soon as there is a result. */
  run(id: number, query: JobQuery, onResult: (result: ViewResult) => void): void {
    this.work?.dispose();
    this.pending = [];
    this.id = id;
    this.result = undefined;
    const accept = (result: ViewResult): void => {
      const isFirst = this.result === undefined;
      this.result = result;
      if (isFirst) {
        onResult(result);
      }
      const { pending } = this;
      this.pending = [];
      pending.forEach(request => this.respondOrQueue(request));
    };
    this.isWorking = true;
    this.work = runInSlices(firstAndAll(query, accept), this.clock, result => {
      this.isWorking = false;
      accept(result);
    });
  }

  /**
   * Calls `respond` now, or once rows up to `end` are known; never for a superseded query. Calls `gone` if the
   * result was invalidated and no new one is in progress.
   */
  whenKnown(
    id: number,
    end: number,
    respond: (result: ViewResult) => void,
    gone: () => void = () => undefined,
  ): void {
    if (id !== this.id) {
      return;
    }
    if (this.result === undefined && !this.isWorking) {
      gone();
    } else {
      this.respondOrQueue({ end, respond });
    }
  }

  /** Invalidates the current result, but not one in progress. */
  forget(): void {
    this.result = undefined;
  }

  dispose(): void {
    this.work?.dispose();
    this.pending = [];
  }

  private respondOrQueue(request: PendingRequest): void {
    const { result } = this;
    if (result && Math.min(request.end, result.matching) <= result.known) {
      request.respond(result);
    } else {
      this.pending.push(request);
    }
  }
}

function* firstAndAll(
  query: JobQuery,
  accept: (first: ViewResult) => void,
): Generator<undefined, ViewResult> {
  const first = yield* query.first(maxRowsPerMessage);
  if (first) {
    accept(first);
  }
  return yield* query.update();
}
