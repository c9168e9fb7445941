import { t } from '@vscode/l10n';
import { dayMs, hourMs, minuteMs } from '../base/timeUnits';
import { perLanguage } from './localization';
import { timeZoneInUse, type ShownTimeZone } from './shownTimeZone';

/** Date, then optionally a time of day, of which seconds and a zone may be missing. */
const dateTime =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?:(:\d{2})([.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Milliseconds since the epoch of an ISO 8601 text, with or without milliseconds, with `Z`, `UTC` or an
 * offset (`+02`, `+0200`, `+02:00`). A text without a zone is read as UTC, never as the reader's local
 * time: AWS writes UTC. A date that no calendar has, such as 30 February, is no time.
 */
export function parseTime(text: string): number | undefined {
  const [, date, minute, second = ':00', fraction = '', zone] = dateTime.exec(text.trim()) ?? [];
  if (date === undefined || !isOnCalendar(date)) {
    return undefined;
  }
  const time =
    minute === undefined
      ? Date.parse(date)
      : Date.parse(`${date}T${minute}${second}${milliseconds(fraction)}${offset(zone)}`);
  return Number.isNaN(time) ? undefined : time;
}

/** `Date` would take 30 February for 2 March. */
function isOnCalendar(date: string): boolean {
  const day = Number(date.slice(8));
  return day <= 28 || new Date(`${date}T00:00:00Z`).getUTCDate() === day;
}

function milliseconds(fraction: string): string {
  return fraction === '' ? '' : `.${fraction.slice(1, 4)}`;
}

function offset(zone: string | undefined): string {
  if (zone === undefined || /^[A-Z]/i.test(zone)) {
    return 'Z';
  }
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}

/** ISO 8601 in UTC, with milliseconds; absent where it is no time. */
export function isoTime(ms: number | undefined): string | undefined {
  const date = new Date(ms ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const units = [
  { ms: dayMs, text: (count: number) => t('{0} d', count) },
  { ms: hourMs, text: (count: number) => t('{0} h', count) },
  { ms: minuteMs, text: (count: number) => t('{0} min', count) },
  { ms: 1000, text: (count: number) => t('{0} s', count) },
];

/** A length of time in its two largest units: `2 h 5 min`, `8 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) {
    return t('{0} ms', Math.max(0, Math.round(ms)));
  }
  let rest = ms;
  const parts: string[] = [];
  let used = 0;
  for (const unit of units) {
    const count = Math.floor(rest / unit.ms);
    if (count > 0 || used > 0) {
      parts.push(...(count > 0 ? [unit.text(count)] : []));
      rest -= count * unit.ms;
      used++;
    }
    if (used === 2) {
      break;
    }
  }
  return parts.join(' ');
}

type Style = Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>;

function formatter(style: Style): (ms: number, zone?: ShownTimeZone) => string {
  const local = perLanguage(language => new Intl.DateTimeFormat(language, style));
  const utc = perLanguage(
    language => new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' }),
  );
  return (ms, zone = timeZoneInUse()) =>
    Number.isNaN(new Date(ms).getTime())
      ? '–'
      : zone === 'utc'
        ? `${utc().format(ms)} UTC`
        : local().format(ms);
}

/** A time in a sentence, in the time zone of the user's choice: `Nov 25, 2026, 2:40:21 AM`. */
export const formatMoment = formatter({ dateStyle: 'medium', timeStyle: 'medium' });

/** Where room is scarce: `Nov 25, 2026, 2:40 AM`, and for today `2:40 AM`. */
export const formatMinute = formatter({ dateStyle: 'medium', timeStyle: 'short' });
export const formatClock = formatter({ timeStyle: 'short' });

/** For tooltips: in the time zone of the user's choice, then in the other one unless both are the same. */
export function formatInBothZones(ms: number): string {
  const time = formatMoment(ms);
  if (new Date(ms).getTimezoneOffset() === 0 || Number.isNaN(new Date(ms).getTime())) {
    return time;
  }
  const isUtc = timeZoneInUse() === 'utc';
  const other = formatMoment(ms, isUtc ? 'local' : 'utc');
  return `${time} (${isUtc ? t('{0} local time', other) : other})`;
}

/** Whether both times are on one day of the calendar of the user's choice. */
export const isSameDay = (a: number, b: number): boolean => dayOf(a) === dayOf(b);

const dayOf = (ms: number): string | undefined =>
  timeZoneInUse() === 'utc' ? isoTime(ms)?.slice(0, 10) : new Date(ms).toDateString();

/** ISO 8601 with milliseconds in the time zone of the user's choice, with its offset: for columns of times. */
export function zonedTime(ms: number): string | undefined {
  const date = new Date(ms);
  const offset = timeZoneInUse() === 'utc' ? 0 : -date.getTimezoneOffset();
  const text = isoTime(ms + offset * minuteMs);
  if (text === undefined || offset === 0) {
    return text;
  }
  const size = Math.abs(offset);
  const [hours, minutes] = [Math.floor(size / 60), size % 60].map(part =>
    String(part).padStart(2, '0'),
  );
  return `${text.slice(0, -1)}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** How long ago, in one or two units. Clocks differ, so the future counts as now. */
export function formatAge(ms: number, now: number): string {
  const age = now - ms;
  return age < 1000 ? t('just now') : t('{0} ago', formatDuration(age));
}
