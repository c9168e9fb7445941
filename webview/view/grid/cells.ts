import { html, type TemplateResult } from 'lit';
import { cellText } from '../../../src/core/filter/cellText';
import type { ColumnId } from '../../../src/core/filter/columns';
import { runningFor } from '../../../src/core/job/duration';
import { formatAge, formatDuration } from '../../../src/core/text/time';
import type { Preferences } from '../../../src/protocol/schemas';
import type { Row } from '../../../src/protocol/rows';
import { clip, formatTime, missing, shortenMiddle } from '../../format';
import { rowMarks } from './marks';
import { statusLabel } from '../controls/status';

/** Limits what a cell renders; the tooltip and the details have more. */
const maxCellLength = 240;
const maxTitleLength = 1000;

/** The time format, and the current time for ages. */
export interface CellStyle extends Pick<Preferences, 'timeZone' | 'timeStyle'> {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Content {
  readonly content: string | TemplateResult;
  readonly kind: 'text' | 'id' | 'time' | 'number';
  /** Shown, but not to draw the eye. */
  readonly isQuiet?: boolean;
}

const text = (value = ''): Content => ({
  content: clip(value, maxCellLength) || missing,
  kind: 'text',
});

const id = (value = ''): Content => ({ content: shortenMiddle(value) || missing, kind: 'id' });

const number = (value: number | undefined): Content => ({
  content: value?.toString() ?? missing,
  kind: 'number',
});

const notYet: Content = { content: '', kind: 'text' };

/** A time that cannot be read is shown as it was stored. */
function time({ time: ms, timestamp }: Row, { timeZone, timeStyle, now }: CellStyle): Content {
  if (ms === undefined) {
    return { content: clip(timestamp, 40) || missing, kind: 'time' };
  }
  return {
    content: timeStyle === 'relative' ? formatAge(ms, now) : formatTime(ms, timeZone),
    kind: 'time',
  };
}

function status(row: Row): Content {
  const label = statusLabel(clip(row.status, 60));
  const marks = rowMarks(row);
  return {
    content: marks.length > 0 ? html`<span class="marked">${label}${marks}</span>` : label,
    kind: 'text',
  };
}

/** For a running job, the time so far. */
function duration(row: Row, { now }: CellStyle): Content {
  const soFar = runningFor(row.status, row.startedAt, now);
  const shown = soFar === undefined ? cellText(row, 'duration') : `${formatDuration(soFar)} …`;
  return { content: shown || missing, kind: 'number' };
}

const contents: Readonly<Record<ColumnId, (row: Row, style: CellStyle) => Content>> = {
  mediaId: row => id(row.mediaId),
  taskId: row => id(row.taskId),
  taskType: row => text(row.taskType),
  status,
  jobId: row => id(row.jobId),
  jobName: row => text(row.jobName),
  region: row => text(row.region),
  timestamp: time,
  statusReason: row => ({
    ...text(cellText(row, 'statusReason')),
    // Why a job succeeded is no news.
    isQuiet: row.status === 'SUCCEEDED',
  }),
  queue: row => text(row.queue),
  definition: row => text(row.definition),
  duration,
  attempts: row => number(row.attempts),
  exitCode: row => number(row.exitCode),
  workspace: row => text(row.workspace),
};

/** Whether the table shows durations or ages, which change with time. */
export const showsAges = ({ timeStyle, columns }: Preferences): boolean =>
  columns.some(({ id }) => id === 'duration' || (id === 'timestamp' && timeStyle === 'relative'));

/** Copies the cell's complete value, not the truncated text. */
export function copyCell(event: ClipboardEvent, row?: Row, column?: ColumnId): void {
  if (row && column && event.clipboardData) {
    event.clipboardData.setData('text/plain', cellText(row, column));
    event.preventDefault();
  }
}

export interface CellPosition {
  readonly column: ColumnId;
  readonly index: number;
  readonly focusable: boolean;
}

export function cell(row: Row | undefined, place: CellPosition, style: CellStyle): TemplateResult {
  const { column, index, focusable } = place;
  // A row that is still on its way keeps its place, and its focus.
  const { content, kind, isQuiet } = row ? contents[column](row, style) : notYet;
  return html`<div
    class=${isQuiet ? `cell ${kind} quiet` : `cell ${kind}`}
    role="gridcell"
    aria-colindex=${index + 1}
    data-column=${index}
    tabindex=${focusable ? 0 : -1}
    title=${row ? clip(cellText(row, column), maxTitleLength) : ''}
  >
    ${content}
  </div>`;
}
