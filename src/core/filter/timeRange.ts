import { t } from '@vscode/l10n';
/** When jobs last changed: within the last `ms`, or between two times. In milliseconds. */
export type TimeRange =
  | { readonly kind: 'last'; readonly ms: number }
  /** Since the epoch; `to` is exclusive. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number };

const hour = 3_600_000;
const day = 24 * hour;

/** The periods to select from. */
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

/** Whether a time is in the range; NaN is in no range. */
export function isWithinRange(time: number, range: TimeRange, now: number): boolean {
  return range.kind === 'last' ? time >= now - range.ms : time >= range.from && time < range.to;
}
