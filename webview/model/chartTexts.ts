import { t } from '@vscode/l10n';
import { formatCount, jobCount } from '../../src/core/text/formatCount';
import { formatDuration } from '../../src/core/text/time';
import type { ChartsAnswer } from './chartsFlow';
import { clip, missing } from '../format';
import { minuteMs, dayMs } from '../../src/core/base/timeUnits';

export type Outcomes = ChartsAnswer['outcomes'];

/** The maximum number of axis labels. */
const maxLabels = 4;

/** Statuses come from the table: empty, or a text of any length. */
export const statusName = (status: string): string => clip(status || t('No status'), 60);

/** Texts of the bars; times are of a clock `utcOffsetMinutes` ahead of UTC. */
export class ChartTexts {
  constructor(
    private readonly outcomes: Outcomes,
    private readonly utcOffsetMinutes: number,
  ) {}

  /** `15 min`, `7 d`. */
  get step(): string {
    return formatDuration(this.outcomes.stepMs);
  }

  /** The start of a bar in milliseconds since the epoch; the end of the last bar is the start of the next. */
  start(bar: number): number {
    return this.outcomes.from + bar * this.outcomes.stepMs;
  }

  /** `2026-11-23 09:00 to 09:15`, `2026-11-23`, `2026-11-23 to 2026-11-29`. */
  period(bar: number): string {
    const [day, time] = this.clock(this.start(bar));
    if (this.inDays) {
      const [lastDay] = this.clock(this.start(bar + 1) - dayMs);
      return lastDay === day ? day : t('{0} to {1}', day, lastDay);
    }
    const [endDay, endTime] = this.clock(this.start(bar + 1));
    const end = endDay === day ? endTime : `${endDay} ${endTime}`;
    return t('{0} to {1}', `${day} ${time}`, end);
  }

  /** A bar's period and counts as one sentence. */
  bar(bar: number): string {
    const { bars, statuses } = this.outcomes;
    const counts = bars[bar] ?? [];
    const parts = counts.flatMap((count, index) =>
      count > 0 ? [`${formatCount(count)} ${statusName(statuses[index] ?? '')}`] : [],
    );
    return t('{0}: {1}', this.period(bar), [jobCount(sum(counts)), ...parts].join(', '));
  }

  segment(bar: number, segment: number): string {
    const { bars, statuses } = this.outcomes;
    const count = bars[bar]?.[segment] ?? 0;
    const part = `${formatCount(count)} ${statusName(statuses[segment] ?? '')}`;
    return t('{0}: {1}', this.period(bar), part);
  }

  /** Labels for some of the bars, as short as is unambiguous. */
  labels(): { readonly bar: number; readonly text: string }[] {
    const { bars } = this.outcomes;
    const every = Math.ceil(bars.length / maxLabels);
    const isOneDay = this.clock(this.start(0))[0] === this.clock(this.start(bars.length) - 1)[0];
    return Array.from({ length: Math.ceil(bars.length / every) }, (_, index) => {
      const bar = index * every;
      const [day, time] = this.clock(this.start(bar));
      return { bar, text: this.inDays ? day : isOneDay ? time : `${day.slice(5)} ${time}` };
    });
  }

  private get inDays(): boolean {
    return this.outcomes.stepMs >= dayMs;
  }

  private clock(ms: number): readonly [day: string, time: string] {
    const date = new Date(ms + this.utcOffsetMinutes * minuteMs);
    if (Number.isNaN(date.getTime())) {
      return [missing, missing];
    }
    const [day = missing, time = missing] = date.toISOString().split('T');
    return [day, time.slice(0, 5)];
  }
}

export const sum = (counts: readonly number[]): number =>
  counts.reduce((total, count) => total + count, 0);
