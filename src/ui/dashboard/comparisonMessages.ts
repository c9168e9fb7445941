import type { Clock, SliceClock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/emitter';
import { runInSlices } from '../../core/base/timeSlicing';
import { newestFirst } from '../../core/filter/columns';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { Message } from '../../protocol/messages';
import type { ToHost } from '../../protocol/toHost';
import type { ToPage } from '../../protocol/toPage';

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

  answer({ id, filter }: Message<ToHost, 'compare'>): void {
    const { queries, clock, post } = this.options;
    const key = JSON.stringify(filter);
    if (this.open?.key !== key) {
      this.forget();
      this.open = { key, query: queries.open(filter, newestFirst) };
    }
    this.work?.dispose();
    this.work = runInSlices(this.open.query.update(), clock, ({ statistics }) => {
      const { total, succeeded, failed, running, successRate } = statistics;
      post({ type: 'compared', id, figures: { total, succeeded, failed, running, successRate } });
    });
  }

  /** The store now holds another table, or the page no longer compares. */
  forget(): void {
    this.work?.dispose();
    this.open?.query.dispose();
    this.open = undefined;
  }

  dispose(): void {
    this.forget();
  }
}
