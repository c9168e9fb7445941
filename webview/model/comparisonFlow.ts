import type { TimeZone } from '../../src/core/base/timeZone';
import { minuteMs } from '../../src/core/base/timeUnits';
import {
  comparedSearch,
  comparedTime,
  startOf,
  type Comparison,
} from '../../src/core/filter/comparedTime';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { FacetOption } from '../../src/protocol/rows';
import type { Message } from '../../src/protocol/messages';

type Compared = Message<ToPage, 'compared'>;

export type ComparedFigures = Compared['figures'];

export interface ComparisonFlowOptions {
  /** The user's choice in an earlier page. */
  readonly saved: { readonly comparison?: Comparison | undefined };
  readonly post: (message: ToHost) => void;
  readonly onChange: () => void;
  readonly now: () => number;
  /** The zone of the charts. */
  readonly zone: () => TimeZone;
}

interface Requested {
  readonly filter: JobFilter;
  readonly chosen: Comparison;
  /** From the earlier period to the one on screen, in milliseconds. */
  readonly shift: number;
}

interface Received {
  readonly filter: JobFilter;
  readonly answer: Compared;
  readonly bars: readonly EarlierBar[];
}

/** A bar of an earlier period, at the place of the time to compare it with. */
export interface EarlierBar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The figures of an earlier period beside those of the period on screen; requested after its result. */
export class ComparisonFlow {
  private chosen: Comparison | undefined;
  private id = 0;
  private requestedFor: Requested | undefined;
  private last: Received | undefined;

  constructor(private readonly options: ComparisonFlowOptions) {
    this.chosen = options.saved.comparison;
  }

  get choice(): Comparison | undefined {
    return this.chosen;
  }

  /** The earlier figures for the shown filter; undefined if there is nothing to compare. */
  figuresFor(shown: JobFilter | undefined): ComparedFigures | undefined {
    return this.lastFor(shown)?.answer.figures;
  }

  /** The earlier jobs by cause, likewise. */
  causesFor(shown: JobFilter | undefined): readonly FacetOption[] | undefined {
    return this.lastFor(shown)?.answer.causes;
  }

  /** The earlier jobs by time, moved to the period on screen, likewise. */
  barsFor(shown: JobFilter | undefined): readonly EarlierBar[] | undefined {
    return this.lastFor(shown)?.bars;
  }

  choose(comparison: Comparison | undefined, shown: JobFilter | undefined): void {
    this.chosen = comparison;
    this.last = undefined;
    if (comparison === undefined) {
      this.close();
    }
    this.follow(shown);
    this.options.onChange();
  }

  /** Call when a result of this filter is on screen. */
  follow(shown: JobFilter | undefined): void {
    const { chosen } = this;
    const time = shown?.time;
    if (shown === undefined || time === undefined || chosen === undefined) {
      this.close();
      return;
    }
    // In whole minutes, so that the host can keep its query.
    const now = Math.floor(this.options.now() / minuteMs) * minuteMs;
    const compared = comparedTime(time, chosen, now);
    this.id++;
    if (compared) {
      this.requestedFor = { filter: shown, chosen, shift: startOf(time, now) - compared.from };
      const { name: timeZone } = this.options.zone();
      const filter = { ...shown, time: compared, text: comparedSearch(shown.text) };
      this.options.post({ type: 'compare', id: this.id, filter, timeZone });
    } else {
      this.close();
    }
  }

  receive(answer: Compared): void {
    const { requestedFor } = this;
    if (answer.id === this.id && requestedFor && requestedFor.chosen === this.chosen) {
      const { filter, shift } = requestedFor;
      const bars = answer.bars.map(({ from, to, count }) => ({
        from: from + shift,
        to: to + shift,
        count,
      }));
      this.last = { filter, answer, bars };
      this.options.onChange();
    }
  }

  private lastFor(shown: JobFilter | undefined): Received | undefined {
    const isCurrent = this.chosen !== undefined && this.last?.filter === shown;
    return isCurrent && shown?.time !== undefined ? this.last : undefined;
  }

  /** Lets the host forget the earlier jobs. */
  private close(): void {
    if (this.requestedFor) {
      this.requestedFor = undefined;
      this.options.post({ type: 'comparisonClosed' });
    }
  }
}
