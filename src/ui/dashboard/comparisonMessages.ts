import type { Clock, SliceClock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/emitter';
import { runInSlices } from '../../core/base/timeSlicing';
import { newestFirst } from '../../core/filter/columns';
import { TimeZone } from '../../core/base/timeZone';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { ViewResult } from '../../core/query/viewResult';
import type { Outcomes } from '../../core/query/outcomeCounts';
import type { Message } from '../../protocol/messages';
import type { ToHost } from '../../protocol/toHost';
import type { ToPage } from '../../protocol/toPage';
import { labeled } from './queryMessages';

export interface ComparisonMessagesOptions {
  readonly queries: JobQueries;
  readonly post: (message: ToPage) => void;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'> & SliceClock;
}

/** Sends the page the figures of the period that it compares with. */
export class ComparisonMessages implements Disposable {
  /** Kept while its filter is unchanged, so that an update costs only what changed. */
  private open: { readonly key: string; readonly query: JobQuery } | undefined;
  private work: Disposable | undefined;

  constructor(private readonly options: ComparisonMessagesOptions) {}

  answer({ id, filter, timeZone }: Message<ToHost, 'compare'>): void {
    const { queries, clock, post } = this.options;
    const key = JSON.stringify(filter);
    if (this.open?.key !== key) {
      this.close();
      this.open = { key, query: queries.open(filter, newestFirst) };
    }
    this.work?.dispose();
    const work = compared(this.open.query, TimeZone.of(timeZone), clock.now());
    this.work = runInSlices(work, clock, ({ result, outcomes }) => {
      const { total, succeeded, failed, running, successRate } = result.statistics;
      post({
        type: 'compared',
        id,
        figures: { total, succeeded, failed, running, successRate },
        causes: result.facets.causes.map(labeled),
        bars: outcomes.bars.flatMap(({ from, to, counts }) =>
          from === undefined ? [] : [{ from, to, count: sumOf(counts) }],
        ),
      });
    });
  }

  /** The page no longer compares. */
  close(): void {
    this.work?.dispose();
    this.open?.query.dispose();
    this.open = undefined;
  }

  /** The store now holds another table. */
  forget(): void {
    this.close();
  }

  dispose(): void {
    this.close();
  }
}

function* compared(
  query: JobQuery,
  zone: TimeZone,
  now: number,
): Generator<undefined, { readonly result: ViewResult; readonly outcomes: Outcomes }> {
  const { outcomes } = yield* query.charts(zone, now);
  return { result: yield* query.update(), outcomes };
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
