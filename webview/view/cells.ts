import { html, type TemplateResult } from 'lit';
import type { ColumnId } from '../../src/core/columns';
import type { Row } from '../../src/protocol';
import { clip, formatTime, missing, shortenMiddle } from '../format';
import { statusLabel } from './status';

/** No cell paints more than this; the title on hover and the details have the rest. */
const longestCell = 240;
const longestTitle = 1000;

interface CellText {
  /** What the cell holds, whole: for the title on hover and for copying. */
  readonly full: string;
  readonly content: string | TemplateResult;
  readonly kind: 'text' | 'id' | 'time';
}

const text = (value: string): CellText => ({
  full: value,
  content: clip(value, longestCell) || missing,
  kind: 'text',
});

const id = (value = ''): CellText => ({
  full: value,
  content: shortenMiddle(value) || missing,
  kind: 'id',
});

/** A time that cannot be read is shown as it was stored. */
function time({ time: ms, timestamp }: Row): CellText {
  return {
    full: timestamp,
    content: ms === undefined ? clip(timestamp, 40) || missing : formatTime(ms),
    kind: 'time',
  };
}

const cellTexts: Readonly<Record<ColumnId, (row: Row) => CellText>> = {
  mediaId: row => id(row.mediaId),
  taskId: row => id(row.taskId),
  taskType: row => text(row.taskType),
  status: row => ({ full: row.status, content: statusLabel(clip(row.status, 60)), kind: 'text' }),
  jobId: row => id(row.jobId),
  jobName: row => text(row.jobName),
  region: row => text(row.region),
  timestamp: time,
  statusReason: row => text(row.statusReason),
};

/** Copying in a cell gives its whole value, not what was cut to fit. */
export function copyCell(event: ClipboardEvent, row?: Row, column?: ColumnId): void {
  if (row && column && event.clipboardData) {
    event.clipboardData.setData('text/plain', cellTexts[column](row).full);
    event.preventDefault();
  }
}

export function cell(
  row: Row | undefined,
  column: ColumnId,
  columnIndex: number,
  focusable: boolean,
): TemplateResult {
  // A row that is still on its way keeps its place, and its focus.
  const { full, content, kind } = row
    ? cellTexts[column](row)
    : { full: '', content: '', kind: 'text' };
  return html`<div
    class="cell ${kind}"
    role="gridcell"
    aria-colindex=${columnIndex + 1}
    data-column=${columnIndex}
    tabindex=${focusable ? 0 : -1}
    title=${clip(full, longestTitle)}
  >
    ${content}
  </div>`;
}
