import { t } from '@vscode/l10n';
import { cellText } from '../../../src/core/filter/cellText';
import { columnTitle, type ColumnId } from '../../../src/core/filter/columns';
import { runningFor } from '../../../src/core/job/duration';
import { shortReason } from '../../../src/core/job/reasons';
import { formatAge, formatDuration } from '../../../src/core/text/time';
import type { Preferences } from '../../../src/protocol/schemas';
import type { Row } from '../../../src/protocol/rows';
import { clip, formatTime, otherTime } from '../../format';

/** Limits what a cell renders; the tooltip and the details have more. */
const maxCellLength = 240;

/** `2026-11-23 10:00:00`, without the year where a column is narrower. */
const wholeTimeLength = 19;

/** The title of a column as the table shows it. */
export const columnHeading = (
  id: ColumnId,
  { timeStyle }: Pick<Preferences, 'timeStyle'>,
): string => (id === 'timestamp' && timeStyle === 'relative' ? t('Age') : columnTitle(id));

/** The text of a time. One that cannot be read is shown as it was stored. */
export function timeText(
  { time, timestamp }: Row,
  { timeZone, timeStyle }: Pick<Preferences, 'timeZone' | 'timeStyle'>,
  now: number,
  chars = Infinity,
): string {
  if (time === undefined) {
    return clip(timestamp, 40);
  }
  if (timeStyle === 'relative') {
    return formatAge(time, now);
  }
  const whole = formatTime(time, timeZone);
  return chars < wholeTimeLength && isThisYear(whole, now) ? whole.slice(5) : whole;
}

/** By both clocks. */
export function timeTitle({ time, timestamp }: Row, zone: Preferences['timeZone']): string {
  return time === undefined ? timestamp : `${formatTime(time, zone)} · ${otherTime(time, zone)}`;
}

const isThisYear = (time: string, now: number): boolean =>
  time.slice(0, 4) === String(new Date(now).getFullYear());

/** For a running job, the time so far. */
export function durationText(row: Row, now: number): string {
  const soFar = runningFor(row.status, row.startedAt, now);
  return soFar === undefined ? cellText(row, 'duration') : `${formatDuration(soFar)} …`;
}

/** The content of a cell whose column is wide enough, as far as it is text. */
export function naturalText(row: Row, id: ColumnId, preferences: Preferences): string {
  if (id === 'timestamp') {
    return timeText(row, preferences, Date.now());
  }
  if (id === 'duration') {
    return durationText(row, Date.now());
  }
  return clip(id === 'statusReason' ? shortReason(row) : cellText(row, id), maxCellLength);
}
