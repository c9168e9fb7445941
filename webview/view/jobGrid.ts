import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { newestFirst, type ColumnId, type Sort } from '../../src/core/columns';
import { usualPreferences, type Preferences } from '../../src/protocol';
import { gridTemplate, leastWidth, moved, withWidth } from '../model/columnLayout';
import type { Shown } from '../model/queryFlow';
import type { Range } from '../model/rowWindows';
import type { Selection } from '../model/selection';
import { copyCell } from './cells';
import { flashChanged } from './flash';
import { headerRow, type HeaderActions } from './gridHeader';
import { gridIntent, nextCell, within, type Cell } from './gridKeyboard';
import { bodyRow, cellOf, gridFrame } from './gridTemplates';
import { RowScroller } from './rowScroller';

export interface GridActions {
  /** `add` for the second key. */
  readonly sortBy: (column: ColumnId, add: boolean) => void;
  readonly prefer: (change: Partial<Preferences>) => void;
  /** All that pass the filter, none, one more or one less, or up to a row from the one before. */
  readonly selectAll: () => void;
  readonly toggle: (jobId: string, row: number) => void;
  readonly selectTo: (row: number) => void;
  readonly copyRows: () => void;
  /** `enter` when the keyboard asks to go into the details, not just to see them. */
  readonly open: (jobId: string, row: number, enter: boolean) => void;
  readonly look: (visible: Range) => void;
}

/** The table: an ARIA grid that has only the rows in view in the page, whatever their number. */
export class JobGrid extends LitElement {
  static override properties = {
    shown: { attribute: false },
    version: { attribute: false },
    sort: { attribute: false },
    selection: { attribute: false },
    selected: { attribute: false },
    selectionVersion: { attribute: false },
    preferences: { attribute: false },
    second: { attribute: false },
    active: { state: true },
  };

  declare shown: Shown | undefined;
  /** Rises when more rows of `shown` have come. */
  declare version: number;
  declare sort: Sort;
  declare selection: Selection | undefined;
  /** How many rows are chosen. */
  declare selected: number;
  /** Rises when others are. */
  declare selectionVersion: number;
  declare preferences: Preferences;
  /** The time in whole seconds, while ages are on show. */
  declare second: number;
  declare active: Cell;
  /** The details are open beside the table: they follow the arrow keys. */
  followFocus = false;
  firstTopRow = 0;
  actions: GridActions | undefined;
  private list = 0;
  private hadFocus = false;
  private movedByKey = false;
  /** A row that is to be shown in the details once it has come. */
  private awaited: number | undefined;
  private scroller: RowScroller | undefined;

  constructor() {
    super();
    this.version = 0;
    this.selected = 0;
    this.selectionVersion = 0;
    this.preferences = usualPreferences;
    this.second = 0;
    this.sort = newestFirst;
    this.active = { row: 0, column: 0 };
  }

  /** Puts the keyboard into the table; `reveal` for its own moves, not when the user looks elsewhere. */
  focusActive(reveal = false): void {
    const { row, column } = this.active;
    const line = row < 0 ? '.head' : `[data-row="${row}"]`;
    const cell = this.querySelector<HTMLElement>(`${line} [data-column="${column}"]`);
    cell?.focus({ preventScroll: true });
    if (reveal) {
      // Up and down is the scroller's work; sideways it does not know.
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  /** Makes a row the active one and shows its job, as soon as it has come; the keyboard stays. */
  show(row: number): void {
    this.active = { ...this.active, row };
    this.scroller?.reveal(row);
    this.awaited = row;
    this.openAwaited();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scroller?.dispose();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    // Asked before the paint, which may take the focused cell away.
    this.hadFocus = this.contains(document.activeElement);
    if (changes.has('shown')) {
      const moved = this.isSameList ? this.active.row + (this.shown?.shift ?? 0) : 0;
      this.active = within(this.count, this.active, moved);
      this.awaited = undefined;
    }
    this.scroller?.update();
  }

  protected override render(): TemplateResult {
    const { active, selection, columns, preferences } = this;
    const style = { ...preferences, now: this.second * 1000 };
    const rows = repeat(
      this.scroller?.rows ?? [],
      ({ index }) => index,
      ({ index, start: top }) => {
        const row = this.shown?.rows.at(index);
        const isSelected = row !== undefined && selection?.has(row.jobId) === true;
        return bodyRow(row, { index, top, isSelected, active, columns }, style);
      },
    );
    return gridFrame({
      count: this.count,
      columns,
      template: gridTemplate(preferences.columns),
      leastWidth: leastWidth(preferences.columns),
      header: headerRow(columns, this.sort, active, this.headerActions),
      rows,
      selectedIds: selection?.target.kind === 'some' ? selection.firstIds : [],
      onClick: this.onClick,
      onKey: this.onKey,
      onCopy: this.onCopy,
    });
  }

  protected override firstUpdated(): void {
    const scroller = this.querySelector<HTMLElement>('.grid');
    if (scroller) {
      this.scroller = new RowScroller({
        scroller,
        count: () => this.count,
        pinnedRow: () => this.active.row,
        onScroll: () => this.requestUpdate(),
      });
      this.requestUpdate();
    }
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('shown')) {
      this.keepPlace(changes.get('shown'));
    }
    if (this.hadFocus && changes.has('active')) {
      this.focusActive(this.movedByKey);
    }
    this.movedByKey = false;
    this.openAwaited();
    const visible = this.scroller?.visible;
    if (visible) {
      this.actions?.look(visible);
    }
    const before = changes.get('shown');
    if (before && this.shown?.list === before.list && visible) {
      flashChanged(this, before.rows, this.shown.rows, visible);
    }
  }

  private get count(): number {
    return this.shown?.rows.count ?? 0;
  }

  private get isSameList(): boolean {
    return this.shown?.list === this.list;
  }

  /** Other rows start at the top; newer rows of the same list leave what is read where it is. */
  private keepPlace(before: Shown | undefined): void {
    if (before === undefined) {
      this.scroller?.toRow(this.firstTopRow);
    } else if (!this.isSameList) {
      this.scroller?.toRow(0);
    } else if (this.shown?.shift) {
      this.scroller?.by(this.shown.shift);
    }
    this.list = this.shown?.list ?? 0;
  }

  private get columns(): readonly ColumnId[] {
    return this.preferences.columns.map(({ id }) => id);
  }

  private readonly headerActions: HeaderActions = {
    resize: (column, width) =>
      this.actions?.prefer({ columns: withWidth(this.preferences.columns, column, width) }),
    move: (column, index) =>
      this.actions?.prefer({ columns: moved(this.preferences.columns, column, index) }),
  };

  private readonly onClick = (event: MouseEvent): void => {
    const cell = cellOf(event);
    const jobId = cell && this.shown?.rows.at(cell.row)?.jobId;
    if (!cell) {
      return;
    }
    this.active = cell;
    if (cell.row < 0) {
      this.sortBy(cell, event.shiftKey);
    } else if (event.shiftKey) {
      this.actions?.selectTo(cell.row);
    } else if (event.ctrlKey || event.metaKey) {
      if (jobId !== undefined) {
        this.actions?.toggle(jobId, cell.row);
      }
    } else {
      this.open(cell, false);
    }
  };

  private readonly onCopy = (event: ClipboardEvent): void => {
    if (this.selected > 1) {
      event.preventDefault();
      this.actions?.copyRows();
    } else {
      const { row, column } = this.active;
      copyCell(event, this.shown?.rows.at(row), this.columns[column]);
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const intent = gridIntent(event, this.active);
    if (intent) {
      event.preventDefault();
    }
    switch (intent?.kind) {
      case 'act':
        if (this.active.row < 0) {
          this.sortBy(this.active, event.shiftKey);
        } else {
          this.open(this.active, event.key === 'Enter');
        }
        break;
      case 'toggle': {
        const jobId = this.shown?.rows.at(this.active.row)?.jobId;
        if (jobId !== undefined) {
          this.actions?.toggle(jobId, this.active.row);
        }
        break;
      }
      case 'all':
        this.actions?.selectAll();
        break;
      case 'resize':
        this.resizeBy(intent.by);
        break;
      case 'moveColumn':
        this.moveColumn(intent.by);
        break;
      case undefined:
        this.moveFocus(event);
    }
  };

  private moveFocus(event: KeyboardEvent): void {
    const next = nextCell(this.active, event, {
      rows: this.count,
      columns: this.columns.length,
      pageRows: this.scroller?.pageRows ?? 1,
    });
    if (!next || event.altKey) {
      return;
    }
    event.preventDefault();
    const before = this.active;
    this.active = next;
    this.movedByKey = true;
    if (next.row >= 0) {
      this.scroller?.reveal(next.row);
    }
    if (event.shiftKey && next.row !== before.row && next.row >= 0) {
      this.extendTo(before, next);
    } else if (this.followFocus && !event.shiftKey) {
      this.open(next, false);
    }
  }

  /** A range that begins with this move begins where the move does. */
  private extendTo(before: Cell, { row }: Cell): void {
    const from = this.shown?.rows.at(before.row)?.jobId;
    if (this.selected === 0 && from !== undefined) {
      this.actions?.toggle(from, before.row);
    }
    this.actions?.selectTo(row);
  }

  private sortBy({ column }: Cell, add: boolean): void {
    const id = this.columns[column];
    if (id) {
      this.actions?.sortBy(id, add);
    }
  }

  private resizeBy(pixels: number): void {
    const id = this.columns[this.active.column];
    const title = this.querySelector<HTMLElement>(`.head [data-column="${this.active.column}"]`);
    if (id && title) {
      this.headerActions.resize(id, title.offsetWidth + pixels);
    }
  }

  private moveColumn(by: 1 | -1): void {
    const { row, column } = this.active;
    const id = this.columns[column];
    const to = Math.min(this.columns.length - 1, Math.max(0, column + by));
    if (id) {
      this.headerActions.move(id, to);
      this.movedByKey = true;
      this.active = { row, column: to };
    }
  }

  private openAwaited(): void {
    if (this.awaited !== undefined && this.shown?.rows.at(this.awaited)) {
      this.open({ ...this.active, row: this.awaited }, false);
    }
  }

  private open({ row }: Cell, enter: boolean): void {
    this.awaited = undefined;
    const jobId = this.shown?.rows.at(row)?.jobId;
    if (jobId !== undefined) {
      this.actions?.open(jobId, row, enter);
    }
  }
}

customElements.define('job-grid', JobGrid);
