import { t } from '@vscode/l10n';
import { dayMs, hourMs } from '../../src/core/base/timeUnits';
import type { TimeZone } from '../../src/core/base/timeZone';
import { lastPeriods, type TimeRange } from '../../src/core/filter/timeRange';

export interface NamedRange {
  readonly title: string;
  /** Undefined: any time. */
  readonly range: TimeRange | undefined;
}

/** The hour at which a working day ends, and a night of jobs begins. */
const eveningHour = 18;

/** The ranges to choose from with one click. */
export function namedRanges(now: number, zone: TimeZone): readonly NamedRange[] {
  return [
    { title: t('Any time'), range: undefined },
    ...lastPeriods.map(({ ms, title }) => ({ title, range: { kind: 'last', ms } as const })),
    {
      title: t('Since 18:00 yesterday'),
      range: { kind: 'between', from: yesterdayEvening(now, zone) },
    },
  ];
}

export function isSameRange(a: TimeRange | undefined, b: TimeRange | undefined): boolean {
  if (a?.kind === 'between') {
    return b?.kind === 'between' && a.from === b.from && a.to === b.to;
  }
  return a === undefined ? b === undefined : b?.kind === 'last' && a.ms === b.ms;
}

function yesterdayEvening(now: number, zone: TimeZone): number {
  const today = Math.floor(zone.localTime(now) / dayMs) * dayMs;
  return zone.timeOf(today - dayMs + eveningHour * hourMs);
}

/** A time in the form of the rows, to the minute: `2026-11-28 18:00`. */
export function minuteText(time: number, zone: TimeZone): string {
  const date = new Date(zone.localTime(time));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 16).replace('T', ' ');
}

/** The time of a text like `2026-11-28 18:00`, or of a day's start; undefined if it is none. */
export function timeOfText(text: string, zone: TimeZone): number | undefined {
  const [, day, clock = '00:00'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T]+(\d\d:\d\d(?::\d\d)?))?Z?$/i.exec(text.trim()) ?? [];
  const local = Date.parse(`${day}T${clock}Z`);
  // `Date.parse` accepts February 30.
  const isReal = !Number.isNaN(local) && new Date(local).toISOString().startsWith(day ?? '');
  return isReal ? zone.timeOf(local) : undefined;
}
