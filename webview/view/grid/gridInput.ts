import { cellText } from '../../../src/core/filter/cellText';
import type { ColumnId } from '../../../src/core/filter/columns';
import type { Preferences } from '../../../src/protocol/schemas';
import { maxCellLength, type Row } from '../../../src/protocol/rows';
import { moved, withWidth } from '../../model/columnLayout';
import type { HiddenColumns } from '../../model/columnFit';
import type { Range } from '../../model/rowWindows';
import { copyCell } from './cells';
import type { HeaderActions } from './gridHeader';
import { gridIntent, nextCell, type Cell, type GridSize } from './gridKeyboard';
import { cellOf } from './gridTemplates';

export interface GridActions {
  /** `add`: sort by the column as the second key. */
  readonly sortBy: (column: ColumnId, add: boolean) => void;
  readonly prefer: (change: Partial<Preferences>) => void;
  /** Selects all matches, toggles one row, or selects a range from the anchor. */
  readonly selectAll: () => void;
  readonly toggle: (jobId: string, row: number) => void;
  readonly selectTo: (row: number) => void;
  readonly copyRows: () => void;
  /** For a value that is truncated on the page. */
  readonly copyValue: (jobId: string, column: ColumnId) => void;
  /** `enter`: move the focus into the details, for the keyboard. */
  readonly open: (jobId: string, row: number, enter: boolean) => void;
  readonly onVisible: (visible: Range) => void;
  /** Other selected columns are hidden now. */
  readonly onHidden: (columns: HiddenColumns) => void;
}

/** The parts of the grid that input acts on. */
export interface InputTarget {
  /** The cell with the tab stop. */
  active: Cell;
  readonly size: GridSize;
  readonly columns: readonly ColumnId[];
  readonly preferences: Preferences;
  /** The number of selected rows. */
  readonly selected: number;
  readonly followFocus: boolean;
  readonly actions: GridActions | undefined;
  rowAt(row: number): Row | undefined;
  headerWidth(column: number): number | undefined;
  /** The width that shows the column's content whole. */
  wholeWidth(column: ColumnId): number;
  moveTo(cell: Cell): void;
  open(row: number, enter: boolean): void;
}

/** Handles mouse and keyboard input of the grid. */
export class GridInput {
  constructor(private readonly grid: InputTarget) {}

  readonly header: HeaderActions = {
    resize: (column, width) =>
      this.grid.actions?.prefer({
        columns: withWidth(this.grid.preferences.columns, column, width),
      }),
    fit: column => this.header.resize(column, this.grid.wholeWidth(column)),
    move: (column, index) => {
      // Some columns may be hidden for now.
      const all = this.grid.preferences.columns;
      const to = all.findIndex(({ id }) => id === this.grid.columns[index]);
      this.grid.actions?.prefer({ columns: moved(all, column, to) });
    },
  };

  readonly onClick = (event: MouseEvent): void => {
    const { grid } = this;
    const cell = cellOf(event);
    if (!cell) {
      return;
    }
    grid.active = cell;
    if (cell.row < 0) {
      this.sortBy(cell, event.shiftKey);
    } else if (event.shiftKey) {
      grid.actions?.selectTo(cell.row);
    } else if (event.ctrlKey || event.metaKey) {
      this.toggle(cell.row);
    } else {
      grid.open(cell.row, false);
    }
  };

  readonly onCopy = (event: ClipboardEvent): void => {
    const { active, selected, actions, columns } = this.grid;
    const [row, column] = [this.grid.rowAt(active.row), columns[active.column]];
    if (selected > 1) {
      event.preventDefault();
      actions?.copyRows();
    } else if (row && column && cellText(row, column).length > maxCellLength) {
      event.preventDefault();
      actions?.copyValue(row.jobId, column);
    } else {
      copyCell(event, row, column);
    }
  };

  readonly onKey = (event: KeyboardEvent): void => {
    const { active, actions } = this.grid;
    const intent = gridIntent(event, active);
    if (!intent) {
      this.moveFocus(event);
      return;
    }
    event.preventDefault();
    switch (intent.kind) {
      case 'act':
        if (active.row < 0) {
          this.sortBy(active, event.shiftKey);
        } else {
          this.grid.open(active.row, event.key === 'Enter');
        }
        break;
      case 'toggle':
        this.toggle(active.row);
        break;
      case 'all':
        // VS Code would also select all text of the page.
        event.stopPropagation();
        actions?.selectAll();
        break;
      case 'resize':
        this.resizeBy(active, intent.by);
        break;
      case 'moveColumn':
        this.moveColumn(active, intent.by);
        break;
    }
  };

  private moveFocus(event: KeyboardEvent): void {
    const { grid } = this;
    const before = grid.active;
    const next = event.altKey ? undefined : nextCell(before, event, grid.size);
    if (!next) {
      return;
    }
    event.preventDefault();
    grid.moveTo(next);
    if (event.shiftKey && next.row !== before.row && next.row >= 0) {
      this.extendTo(before, next);
    } else if (grid.followFocus && !event.shiftKey) {
      grid.open(next.row, false);
    }
  }

  /** Without a selection, the range starts at the previous row. */
  private extendTo(before: Cell, { row }: Cell): void {
    if (this.grid.selected === 0) {
      this.toggle(before.row);
    }
    this.grid.actions?.selectTo(row);
  }

  private toggle(row: number): void {
    const jobId = this.grid.rowAt(row)?.jobId;
    if (jobId !== undefined) {
      this.grid.actions?.toggle(jobId, row);
    }
  }

  private sortBy({ column }: Cell, add: boolean): void {
    const id = this.grid.columns[column];
    if (id) {
      this.grid.actions?.sortBy(id, add);
    }
  }

  private resizeBy({ column }: Cell, pixels: number): void {
    const id = this.grid.columns[column];
    const width = this.grid.headerWidth(column);
    if (id && width !== undefined) {
      this.header.resize(id, width + pixels);
    }
  }

  private moveColumn({ row, column }: Cell, by: 1 | -1): void {
    const { columns } = this.grid;
    const id = columns[column];
    const to = Math.min(columns.length - 1, Math.max(0, column + by));
    if (id) {
      this.header.move(id, to);
      this.grid.moveTo({ row, column: to });
    }
  }
}
