import { cellText } from '../core/cellText';
import { columnTitle, type ColumnId } from '../core/columns';
import type { Row } from '../protocol';

/** Jobs as a text for the clipboard that spreadsheets and chats take as a table, titles on top. */
export function copiedRows(rows: readonly Row[], columns: readonly ColumnId[]): string {
  const lines = [
    columns.map(columnTitle),
    ...rows.map(row => columns.map(column => oneLine(cellText(row, column)))),
  ];
  return lines.map(cells => cells.join('\t')).join('\n');
}

/** A tab or a line's end would begin another cell. */
const oneLine = (text: string): string => text.replace(/[\t\r\n\0]+/g, ' ');
