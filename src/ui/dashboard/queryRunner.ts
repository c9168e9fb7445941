import type { Disposable } from '../../core/base/emitter';
import type { JobQuery } from '../../core/query/jobQueries';
import type { ViewResult } from '../../core/query/jobView';
import type { SliceClock } from '../../core/base/clock';
import { runInSlices } from '../../core/base/timeSlicing';
import { maxRowsPerMessage } from '../../protocol';

interface Question {
  /** Rows up to here must be known. */
  readonly end: number;
  readonly ask: (result: ViewResult) => void;
}

/**
 * The answer to the newest query, and the questions about it that came before it did. Where the jobs are
 * still to be sorted, there is a first answer with the rows of a screen, long before all are in order.
 */
export class QueryRunner implements Disposable {
  private id: number | undefined;
  private result: ViewResult | undefined;
  private waiting: Question[] = [];
  private work: Disposable | undefined;
  private isWorking = false;

  constructor(private readonly clock: SliceClock) {}

  /** A query that is still being answered gives way. `told` has the answer as soon as there is one. */
  find(id: number, query: JobQuery, onResult: (result: ViewResult) => void): void {
    this.work?.dispose();
    this.waiting = [];
    this.id = id;
    this.result = undefined;
    const accept = (result: ViewResult): void => {
      const isFirst = this.result === undefined;
      this.result = result;
      if (isFirst) {
        onResult(result);
      }
      const { waiting } = this;
      this.waiting = [];
      waiting.forEach(question => this.answer(question));
    };
    this.isWorking = true;
    this.work = runInSlices(firstAndAll(query, accept), this.clock, result => {
      this.isWorking = false;
      accept(result);
    });
  }

  /**
   * Asks now, or once rows up to `end` are known; a superseded query is not asked. Where the answer was
   * forgotten and nobody looks for another one, it is `gone`.
   */
  whenKnown(
    id: number,
    end: number,
    ask: (result: ViewResult) => void,
    gone: () => void = () => undefined,
  ): void {
    if (id !== this.id) {
      return;
    }
    if (this.result === undefined && !this.isWorking) {
      gone();
    } else {
      this.answer({ end, ask });
    }
  }

  /** What is known is no answer any more; the next one is. */
  forget(): void {
    this.result = undefined;
  }

  dispose(): void {
    this.work?.dispose();
    this.waiting = [];
  }

  private answer(question: Question): void {
    const { result } = this;
    if (result && Math.min(question.end, result.matching) <= result.known) {
      question.ask(result);
    } else {
      this.waiting.push(question);
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
