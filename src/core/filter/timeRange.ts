import { t } from '@vscode/l10n';
/** When jobs changed last: within a length of time until now, or between two moments. Milliseconds. */
export type TimeRange =
  | { readonly kind: 'last'; readonly ms: number }
  /** Since the epoch; `to` itself is not within. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number };

const hour = 3_600_000;
const day = 24 * hour;

/** The lengths of time on offer. */
export const lastPeriods = [
  {
    ms: hour,
    get title() {
      return t('Last hour');
    },
  },
  {
    ms: day,
    get title() {
      return t('Last 24 hours');
    },
  },
  {
    ms: 3 * day,
    get title() {
      return t('Last 3 days');
    },
  },
  {
    ms: 7 * day,
    get title() {
      return t('Last 7 days');
    },
  },
  {
    ms: 30 * day,
    get title() {
      return t('Last 30 days');
    },
  },
] as const;

/** Whether a time is within, `now` being the present; what is no time is in no range. */
export function isWithinRange(time: number, range: TimeRange, now: number): boolean {
  return range.kind === 'last' ? time >= now - range.ms : time >= range.from && time < range.to;
}
