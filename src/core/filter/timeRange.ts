import { t } from '@vscode/l10n';
import { dayMs, hourMs } from '../base/timeUnits';
/** When jobs last changed: within the last `ms`, or between two times. In milliseconds. */
export type TimeRange =
  | { readonly kind: 'last'; readonly ms: number }
  /** Since the epoch; `to` is exclusive. Without one of them, the range has no limit on that side. */
  | {
      readonly kind: 'between';
      readonly from?: number | undefined;
      readonly to?: number | undefined;
    };

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
  if (range.kind === 'last') {
    return time >= now - range.ms;
  }
  const { from = -Infinity, to = Infinity } = range;
  return time >= from && time < to;
}
