import { t } from '@vscode/l10n';
import type { TimeZone } from '../../src/core/base/timeZone';
import { dayMs, hourMs, minuteMs } from '../../src/core/base/timeUnits';
import { formatCount, jobCount } from '../../src/core/text/formatCount';
import { plural } from '../../src/core/text/localization';
import { formatDuration } from '../../src/core/text/time';
import type { ChartsAnswer } from './chartsFlow';
import { clip, missing } from '../format';

export type Outcomes = ChartsAnswer['outcomes'];

/** The maximum number of axis labels. */
const maxLabels = 4;

/** Statuses come from the table: empty, or a text of any length. */
export const statusName = (status: string): string => clip(status || t('No status'), 60);

/** Texts of the bars; each time is that of the zone's clock then. */
export class ChartTexts {
  private changes: boolean | undefined;

  constructor(
    private readonly outcomes: Outcomes,
    private readonly zone: TimeZone,
  ) {}

  /** `15 min`, `1 week`, `3 months`. */
  get step(): string {
    const { unit, count } = this.outcomes.step;
    const figure = formatCount(count);
    switch (unit) {
      case 'minute':
        return formatDuration(count * minuteMs);
      case 'hour':
        return formatDuration(count * hourMs);
      case 'day':
        return formatDuration(count * dayMs);
      case 'week':
        return plural(count, t('{0} week', figure), t('{0} weeks', figure));
      case 'month':
        return plural(count, t('{0} month', figure), t('{0} months', figure));
      case 'year':
        return plural(count, t('{0} year', figure), t('{0} years', figure));
    }
  }

  /** `2026-11-23 09:00 to 09:15`, `2026-11-23`, `2026-11-23 to 2026-11-29`; `to`: the last one of several bars. */
  period(bar: number, to = bar): string {
    const { bars } = this.outcomes;
    const from = bars[bar]?.from;
    const end = bars[to]?.to ?? NaN;
    if (from === undefined) {
      return t('Before {0}', this.inDays ? this.clock(end)[0] : this.exactClock(end).join(' '));
    }
    if (this.inDays) {
      const [day] = this.clock(from);
      const [lastDay] = this.clock(end - 1);
      return lastDay === day ? day : t('{0} to {1}', day, lastDay);
    }
    const [day, time] = this.exactClock(from);
    const [endDay, endTime] = this.exactClock(end);
    return t('{0} to {1}', `${day} ${time}`, endDay === day ? endTime : `${endDay} ${endTime}`);
  }

  /** A bar's period and counts as one sentence. */
  bar(bar: number): string {
    const { bars, statuses } = this.outcomes;
    const counts = bars[bar]?.counts ?? [];
    const parts = counts.flatMap((count, index) =>
      count > 0 ? [`${formatCount(count)} ${statusName(statuses[index] ?? '')}`] : [],
    );
    return t('{0}: {1}', this.period(bar), [jobCount(sum(counts)), ...parts].join(', '));
  }

  /** The period and count of all bars from one to another. */
  range(from: number, to: number): string {
    const jobs = this.outcomes.bars.slice(from, to + 1).flatMap(({ counts }) => counts);
    return t('{0}: {1}', this.period(from, to), jobCount(sum(jobs)));
  }

  segment(bar: number, segment: number): string {
    const { bars, statuses } = this.outcomes;
    const count = bars[bar]?.counts[segment] ?? 0;
    const part = `${formatCount(count)} ${statusName(statuses[segment] ?? '')}`;
    return t('{0}: {1}', this.period(bar), part);
  }

  /** `12 older`; undefined if all jobs are on the axis. */
  get older(): string | undefined {
    const [first] = this.outcomes.bars;
    return first && first.from === undefined
      ? t('{0} older', formatCount(sum(first.counts)))
      : undefined;
  }

  /** Labels for some of the bars from `first` on, as short as is unambiguous. */
  labels(first = 0): { readonly bar: number; readonly text: string }[] {
    const { bars } = this.outcomes;
    const every = Math.max(1, Math.ceil((bars.length - first) / maxLabels));
    const [start, end] = [
      bars[first]?.from ?? bars[first]?.to ?? NaN,
      (bars.at(-1)?.to ?? NaN) - 1,
    ];
    const isOneDay = this.clock(start)[0] === this.clock(end)[0];
    return bars.flatMap(({ from }, bar) => {
      if (from === undefined || bar < first || (bar - first) % every !== 0) {
        return [];
      }
      const [day, time] = this.clock(from);
      return { bar, text: this.inDays ? day : isOneDay ? time : `${day.slice(5)} ${time}` };
    });
  }

  private get inDays(): boolean {
    return !['minute', 'hour'].includes(this.outcomes.step.unit);
  }

  /** Whether the clock changes along the axis, so that a time without its offset may be ambiguous. */
  private get hasChange(): boolean {
    if (this.changes === undefined) {
      const times = this.outcomes.bars.flatMap(({ from = NaN, to }) => [from, to - 1]);
      const offsets = times.filter(ms => !Number.isNaN(ms)).map(ms => this.zone.offsetAt(ms));
      this.changes = new Set(offsets).size > 1;
    }
    return this.changes;
  }

  /** With the offset if the time alone is ambiguous. */
  private exactClock(ms: number): readonly [day: string, time: string] {
    const [day, time] = this.clock(ms);
    return [day, this.hasChange ? `${time} ${offsetName(this.zone.offsetAt(ms))}` : time];
  }

  private clock(ms: number): readonly [day: string, time: string] {
    const date = new Date(this.zone.localTime(ms));
    if (Number.isNaN(date.getTime())) {
      return [missing, missing];
    }
    const [day = missing, time = missing] = date.toISOString().split('T');
    return [day, time.slice(0, 5)];
  }
}

export const sum = (counts: readonly number[]): number =>
  counts.reduce((total, count) => total + count, 0);

/** `UTC+2`, `UTC−3:30`. */
function offsetName(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / minuteMs);
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
  return `UTC${ms < 0 ? '−' : '+'}${hours}`;
}
