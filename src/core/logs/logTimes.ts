import { hourMs, minuteMs } from '../base/timeUnits';
import { zonedTime } from '../text/time';

/** How the lines of a log show their times. */
export type TimeMode = 'none' | 'time' | 'sinceStart';

/** What stands before a line; further lines of the same entry get spaces of the same width. */
export function timePrefix(time: number, mode: TimeMode, startedAt: number): string {
  switch (mode) {
    case 'none':
      return '';
    case 'time':
      return `${zonedTime(time) ?? '–'} `;
    case 'sinceStart':
      return `${sinceStart(time - startedAt)} `;
  }
}

/** `+01:02:03.456`; programs may log a little before AWS Batch reports their start. */
function sinceStart(ms: number): string {
  if (!Number.isFinite(ms)) {
    return '–';
  }
  const size = Math.abs(Math.trunc(ms));
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  const clock = [size / hourMs, (size / minuteMs) % 60, (size / 1000) % 60].map(two).join(':');
  return `${ms < 0 ? '-' : '+'}${clock}.${String(size % 1000).padStart(3, '0')}`;
}
