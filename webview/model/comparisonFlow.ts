import { minuteMs } from '../../src/core/base/timeUnits';
import { comparedTime, type Comparison } from '../../src/core/filter/comparedTime';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';

export type ComparedFigures = Message<ToPage, 'compared'>['figures'];

export interface ComparisonFlowOptions {
  /** The user's choice in an earlier page. */
  readonly saved: { readonly comparison?: Comparison | undefined };
  readonly post: (message: ToHost) => void;
  readonly onChange: () => void;
  readonly now: () => number;
}

/** The figures of an earlier period beside those of the period on screen; requested after its result. */
export class ComparisonFlow {
  private chosen: Comparison | undefined;
  private id = 0;
  private requestedFor: { readonly filter: JobFilter; readonly chosen: Comparison } | undefined;
  private last: { readonly filter: JobFilter; readonly figures: ComparedFigures } | undefined;

  constructor(private readonly options: ComparisonFlowOptions) {
    this.chosen = options.saved.comparison;
  }

  get choice(): Comparison | undefined {
    return this.chosen;
  }

  /** The earlier figures for the shown filter; undefined if there is nothing to compare. */
  figuresFor(shown: JobFilter | undefined): ComparedFigures | undefined {
    const isCurrent = this.chosen !== undefined && this.last?.filter === shown;
    return isCurrent && shown?.time !== undefined ? this.last?.figures : undefined;
  }

  choose(comparison: Comparison | undefined, shown: JobFilter | undefined): void {
    this.chosen = comparison;
    this.last = undefined;
    this.follow(shown);
    this.options.onChange();
  }

  /** Call when a result of this filter is on screen. */
  follow(shown: JobFilter | undefined): void {
    const { chosen } = this;
    const time = shown?.time;
    if (shown === undefined || time === undefined || chosen === undefined) {
      return;
    }
    // In whole minutes, so that the host can keep its query.
    const now = Math.floor(this.options.now() / minuteMs) * minuteMs;
    const compared = comparedTime(time, chosen, now);
    this.id++;
    if (compared) {
      this.requestedFor = { filter: shown, chosen };
      this.options.post({ type: 'compare', id: this.id, filter: { ...shown, time: compared } });
    }
  }

  receive({ id, figures }: Message<ToPage, 'compared'>): void {
    const { requestedFor } = this;
    if (id === this.id && requestedFor && requestedFor.chosen === this.chosen) {
      this.last = { filter: requestedFor.filter, figures };
      this.options.onChange();
    }
  }
}
