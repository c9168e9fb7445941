import { columnIds, type ColumnId } from '../../src/core/filter/columns';
import type { Preferences } from '../../src/protocol/schemas';

type Columns = Preferences['columns'];

const minColumnWidth = 48;
const maxColumnWidth = 2000;

export function withWidth(columns: Columns, columnId: ColumnId, width: number): Columns {
  const clamped = Math.round(Math.min(maxColumnWidth, Math.max(minColumnWidth, width)));
  return columns.map(column =>
    column.id === columnId ? { id: columnId, width: clamped } : column,
  );
}

/** Inserts a shown column at its default position. The last visible column cannot be hidden. */
export function withColumn(columns: Columns, columnId: ColumnId, isShown: boolean): Columns {
  const others = columns.filter(({ id }) => id !== columnId);
  if (!isShown) {
    return others.length > 0 ? others : columns;
  }
  const rank = columnIds.indexOf(columnId);
  const before = others.findLastIndex(({ id }) => columnIds.indexOf(id) < rank);
  return others.toSpliced(before + 1, 0, { id: columnId });
}

/** Moves a column to index `to` of the visible ones. */
export function moved(columns: Columns, columnId: ColumnId, to: number): Columns {
  const from = columns.findIndex(({ id }) => id === columnId);
  const column = columns[from];
  const index = Math.min(columns.length - 1, Math.max(0, to));
  return column ? columns.toSpliced(from, 1).toSpliced(index, 0, column) : columns;
}
