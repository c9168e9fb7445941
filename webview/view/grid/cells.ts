import { html, type TemplateResult } from 'lit';
import { cellText } from '../../../src/core/filter/cellText';
import type { ColumnId } from '../../../src/core/filter/columns';
import type { FittedColumn } from '../../model/columnFit';
import { shortReason } from '../../../src/core/job/reasons';
import type { Preferences } from '../../../src/protocol/schemas';
import type { Row } from '../../../src/protocol/rows';
import { clip, missing, shortenMiddle } from '../../format';
import { durationText, timeText, timeTitle } from './cellTexts';
import { rowMarks } from './marks';
import type { TextKind } from './textWidths';
import { statusLabel } from '../controls/status';

/** Limits what a cell renders; the tooltip and the details have more. */
const maxCellLength = 240;
const maxTitleLength = 1000;

/** The time format, and the current time for ages. */
export interface CellStyle extends Pick<Preferences, 'timeZone' | 'timeStyle'> {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether a text and so many icons surely fit in a cell of a width. */
  readonly fits: (width: number, text: string, kind: TextKind, icons?: number) => boolean;
}

interface Content {
  readonly content: string | TemplateResult;
  readonly kind: 'text' | 'id' | 'time' | 'number';
  /** What has to fit in the cell, if the content is not just a text. */
  readonly label?: string;
  readonly icons?: number;
}

const text = (value = ''): Content => ({
  content: clip(value, maxCellLength) || missing,
  kind: 'text',
});

/** As much of an identifier as fits, both ends of it. */
function id(value: string | undefined, chars: number): Content {
  const room = Math.max(7, chars) - 1;
  const head = Math.ceil(room * 0.57);
  return { content: shortenMiddle(value ?? '', head, room - head) || missing, kind: 'id' };
}

const number = (value: number | undefined): Content => ({
  content: value?.toString() ?? missing,
  kind: 'number',
});

const notYet: Content = { content: '', kind: 'text' };

function status(row: Row): Content {
  const name = clip(row.status, 60);
  const label = statusLabel(name);
  const marks = rowMarks(row);
  return {
    content: marks.length > 0 ? html`<span class="marked">${label}${marks}</span>` : label,
    kind: 'text',
    label: name,
    icons: 1 + marks.length,
  };
}

/** `chars`: how many characters fit in the cell. */
type ContentOf = (row: Row, style: CellStyle, chars: number) => Content;

const contents: Readonly<Record<ColumnId, ContentOf>> = {
  mediaId: (row, _, chars) => id(row.mediaId, chars),
  taskId: (row, _, chars) => id(row.taskId, chars),
  taskType: row => text(row.taskType),
  status,
  jobId: (row, _, chars) => id(row.jobId, chars),
  jobName: row => text(row.jobName),
  region: row => text(row.region),
  timestamp: (row, style, chars) => ({
    content: timeText(row, style, style.now, chars) || missing,
    kind: 'time',
  }),
  statusReason: row => ({ content: clip(shortReason(row), maxCellLength), kind: 'text' }),
  queue: row => text(row.queue),
  definition: row => text(row.definition),
  duration: (row, { now }) => ({ content: durationText(row, now) || missing, kind: 'number' }),
  attempts: row => number(row.attempts),
  exitCode: row => number(row.exitCode),
  workspace: row => text(row.workspace),
  resolution: row => text(cellText(row, 'resolution')),
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
  readonly column: FittedColumn;
  readonly index: number;
  readonly focusable: boolean;
}

const titleOf = (row: Row, column: ColumnId, { timeZone }: CellStyle): string =>
  column === 'timestamp' ? timeTitle(row, timeZone) : cellText(row, column);

export function cell(row: Row | undefined, place: CellPosition, style: CellStyle): TemplateResult {
  const { index, focusable } = place;
  const { id: column, width, chars } = place.column;
  // A row that is still on its way keeps its place, and its focus.
  const {
    content,
    kind,
    label = content,
    icons,
  } = row ? contents[column](row, style, chars) : notYet;
  // Clips of all cells would be half of what painting the table takes.
  const isWhole =
    typeof label === 'string' && style.fits(width, label, kind === 'id' ? 'id' : 'text', icons);
  const classes = (column === 'status' ? ' pinned' : '') + (isWhole ? ' whole' : '');
  return html`<div
    class=${`cell ${kind}${classes}`}
    role="gridcell"
    aria-colindex=${index + 1}
    data-column=${index}
    tabindex=${focusable ? 0 : -1}
    title=${row ? clip(titleOf(row, column, style), maxTitleLength) : ''}
  >
    ${content}
  </div>`;
}
