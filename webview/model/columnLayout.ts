import { columnIds, type ColumnId } from '../../src/core/filter/columns';
import type { Preferences } from '../../src/protocol/schemas';

type Columns = Preferences['columns'];

interface DefaultWidth {
  /** In pixels; the minimum for a column that grows. */
  readonly width: number;
  /** The column's share of the remaining width; absent for a fixed column. */
  readonly grow?: number;
}

const defaultWidths: Readonly<Record<ColumnId, DefaultWidth>> = {
  mediaId: { width: 128 },
  taskId: { width: 128 },
  taskType: { width: 184, grow: 1 },
  /** Fits AWS's longest status and a mark. */
  status: { width: 136 },
  jobId: { width: 128 },
  jobName: { width: 168, grow: 2 },
  region: { width: 104 },
  timestamp: { width: 160 },
  statusReason: { width: 176, grow: 3 },
  queue: { width: 168, grow: 1 },
  definition: { width: 168, grow: 1 },
  duration: { width: 112 },
  attempts: { width: 88 },
  exitCode: { width: 88 },
  workspace: { width: 120 },
};

const minColumnWidth = 48;
const maxColumnWidth = 2000;
/** To the left and right of the rows. */
const padding = 16;

/** A `grid-template-columns` value. A width set by the user stays, whatever space is available. */
export function gridTemplate(columns: Columns): string {
  return columns
    .map(({ id, width }) => {
      const defaultWidth = defaultWidths[id];
      return width === undefined && defaultWidth.grow !== undefined
        ? `minmax(${defaultWidth.width}px, ${defaultWidth.grow}fr)`
        : `${width ?? defaultWidth.width}px`;
    })
    .join(' ');
}

/** The minimum width of the table, in pixels. */
export const minTableWidth = (columns: Columns): number =>
  columns.reduce((sum, { id, width }) => sum + (width ?? defaultWidths[id].width), padding);

/** `undefined` resets the column to its default width. */
export function withWidth(
  columns: Columns,
  columnId: ColumnId,
  width: number | undefined,
): Columns {
  const clamped =
    width === undefined
      ? undefined
      : Math.round(Math.min(maxColumnWidth, Math.max(minColumnWidth, width)));
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
