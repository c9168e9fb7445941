import { columnIds, type ColumnId } from '../../src/core/filter/columns';
import type { Preferences } from '../../src/protocol';

type Columns = Preferences['columns'];

interface DefaultWidth {
  /** Pixels; the least for a column that grows. */
  readonly width: number;
  /** The column's share of the room that is left; none where it does not grow. */
  readonly grow?: number;
}

const defaultWidths: Readonly<Record<ColumnId, DefaultWidth>> = {
  mediaId: { width: 128 },
  taskId: { width: 128 },
  taskType: { width: 184, grow: 1 },
  /** The longest status of AWS with a mark beside it. */
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

const narrowest = 48;
const widest = 2000;
/** Left and right of the rows. */
const padding = 16;

/** As a `grid-template-columns`. A column keeps the width the user gave it, whatever room there is. */
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

/** The least width of the table, in pixels. */
export const leastWidth = (columns: Columns): number =>
  columns.reduce((sum, { id, width }) => sum + (width ?? defaultWidths[id].width), padding);

/** `undefined` gives the column its usual width back. */
export function withWidth(columns: Columns, wanted: ColumnId, width: number | undefined): Columns {
  const fitting =
    width === undefined ? undefined : Math.round(Math.min(widest, Math.max(narrowest, width)));
  return columns.map(column => (column.id === wanted ? { id: wanted, width: fitting } : column));
}

/** A column that comes takes the place it usually has. The last one stays: a table has a column. */
export function withColumn(columns: Columns, wanted: ColumnId, isShown: boolean): Columns {
  const others = columns.filter(({ id }) => id !== wanted);
  if (!isShown) {
    return others.length > 0 ? others : columns;
  }
  const rank = columnIds.indexOf(wanted);
  const before = others.findLastIndex(({ id }) => columnIds.indexOf(id) < rank);
  return others.toSpliced(before + 1, 0, { id: wanted });
}

/** Moves a column to the place `to` among those on show. */
export function moved(columns: Columns, wanted: ColumnId, to: number): Columns {
  const from = columns.findIndex(({ id }) => id === wanted);
  const column = columns[from];
  const index = Math.min(columns.length - 1, Math.max(0, to));
  return column ? columns.toSpliced(from, 1).toSpliced(index, 0, column) : columns;
}
