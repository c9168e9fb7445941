import { t } from '@vscode/l10n';
import { dayMs, hourMs } from '../base/timeUnits';
/** When jobs last changed: within the last `ms`, or between two times. In milliseconds. */
export type TimeRange =
  | { readonly kind: 'last'; readonly ms: number }
  /** Since the epoch; `to` is exclusive. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number };

/** The periods to select from. */
export const lastPeriods = [
  {
    ms: hourMs,
    get title() {
      return t('Last hour');
    },
  },
  {
    ms: dayMs,
    get title() {
      return t('Last 24 hours');
    },
  },
  {
    ms: 3 * dayMs,
    get title() {
      return t('Last 3 days');
    },
  },
  {
    ms: 7 * dayMs,
    get title() {
      return t('Last 7 days');
    },
  },
  {
    ms: 30 * dayMs,
    get title() {
      return t('Last 30 days');
    },
  },
] as const;

/** Whether a time is in the range; NaN is in no range. */
export function isWithinRange(time: number, range: TimeRange, now: number): boolean {
  return range.kind === 'last' ? time >= now - range.ms : time >= range.from && time < range.to;
}
