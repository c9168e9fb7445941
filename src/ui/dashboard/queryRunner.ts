import type { Disposable } from '../../core/base/emitter';
import type { JobQuery } from '../../core/query/jobQueries';
import type { ViewResult } from '../../core/query/viewResult';
import type { SliceClock } from '../../core/base/clock';
import { runInSlices } from '../../core/base/timeSlicing';
import { maxRowsPerMessage } from '../../protocol/toHost';

interface PendingRequest {
  /** The number of rows, from the start, that must be known. */
  readonly end: number;
  readonly respond: (result: ViewResult) => void;
}

export interface QueryResponses {
  /** The number of rows to find before the result, if that takes long. */
  readonly topRows: number;
  /** Called with the first rows, before the result, if they are found sooner. */
  readonly onTopRows: (rows: Uint32Array) => void;
  /** Called as soon as there is a result. */
  readonly onResult: (result: ViewResult) => void;
}

/** Whether the rows before `end` are known, or all of them if there are fewer. */
export const knowsRows = ({ known, matching }: ViewResult, end: number): boolean =>
  Math.min(end, matching) <= known;

/** The page paints its first rows meanwhile; on a computer with few cores, sorting would delay that. */
const paintMs = 100;

/**
 * Runs the newest query and answers requests about its result. If jobs must be sorted, it first returns one
 * screen of rows, long before all are in order. If jobs must be searched, rows at the top come before any result.
 */
export class QueryRunner implements Disposable {
  private id: number | undefined;
  private result: ViewResult | undefined;
  private pending: PendingRequest[] = [];
  /** Finds the rows at the top, before anything is known about others. */
  private top: Disposable | undefined;
  /** Finds the first rows. */
  private search: Disposable | undefined;
  /** Sorts all, or waits to do so. */
  private sort: Disposable | undefined;
  private isWorking = false;
  /** Sorts all jobs now, if that waits until the first rows are painted. */
  private sortNow: (() => void) | undefined;

  constructor(private readonly clock: SliceClock) {}

  /** Cancels a running query. */
  run(id: number, query: JobQuery, { topRows, onTopRows, onResult }: QueryResponses): void {
    this.stop();
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
    const sort = (): void => {
      this.sortNow = undefined;
      this.sort?.dispose();
      this.sort = runInSlices(query.update(), this.clock, result => {
        this.isWorking = false;
        accept(result);
      });
    };
    const findFirst = (): void => {
      this.search = runInSlices(query.first(maxRowsPerMessage), this.clock, first => {
        if (!first) {
          sort();
          return;
        }
        this.isWorking = first.known < first.matching;
        if (this.isWorking) {
          const timer = this.clock.setTimeout(sort, paintMs);
          this.sort = { dispose: () => this.clock.clearTimeout(timer) };
          this.sortNow = sort;
        }
        accept(first);
      });
    };
    this.top = runInSlices(query.top(topRows), this.clock, rows => {
      if (rows && topRows > 0) {
        onTopRows(rows);
        // They are on their way only when this thread pauses.
        const timer = this.clock.setTimeout(findFirst, 0);
        this.search = { dispose: () => this.clock.clearTimeout(timer) };
      } else {
        findFirst();
      }
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
    if (this.sortNow) {
      this.stop();
      this.isWorking = false;
    }
  }

  dispose(): void {
    this.stop();
  }

  private stop(): void {
    this.top?.dispose();
    this.search?.dispose();
    this.sort?.dispose();
    this.sortNow = undefined;
    this.pending = [];
  }

  private respondOrQueue(request: PendingRequest): void {
    const { result } = this;
    if (result && knowsRows(result, request.end)) {
      request.respond(result);
    } else {
      this.pending.push(request);
      this.sortNow?.();
    }
  }
}
