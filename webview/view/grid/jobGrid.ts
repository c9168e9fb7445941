import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { newestFirst, type ColumnId, type Sort } from '../../../src/core/filter/columns';
import { defaultPreferences, type Preferences } from '../../../src/protocol/schemas';
import type { Row } from '../../../src/protocol/rows';
import { noColumns, type ColumnFit } from '../../model/columnFit';
import type { Shown } from '../../model/queryFlow';
import type { Selection } from '../../model/selection';
import type { CellStyle } from './cells';
import { ColumnWidths } from './columnWidths';
import { flashChanged } from './flash';
import { headerRow } from './gridHeader';
import { GridInput, type GridActions } from './gridInput';
import { within, type Cell, type GridSize } from './gridKeyboard';
import { gridFrame, paintRow } from './gridTemplates';
import { RowList } from './rowList';
import { RowScroller } from './rowScroller';

/** The table: an ARIA grid with virtual scrolling, so that only visible rows are in the DOM. */
export class JobGrid extends LitElement {
  static override properties = {
    shown: { attribute: false },
    version: { attribute: false },
    sort: { attribute: false },
    selection: { attribute: false },
    selected: { attribute: false },
    context: { attribute: false },
    preferences: { attribute: false },
    second: { attribute: false },
    active: { state: true },
    fit: { state: true },
  };

  declare shown: Shown | undefined;
  /** Increases when more rows of `shown` have been loaded. */
  declare version: number;
  declare sort: Sort;
  declare selection: Selection | undefined;
  /** The number of selected rows. */
  declare selected: number;
  /** The selection as context for VS Code's menus: another one when the selection changes. */
  declare context: string;
  declare preferences: Preferences;
  /** The time in whole seconds while relative times are shown, else 0. */
  declare second: number;
  declare active: Cell;
  /** The columns that are shown, and their widths; empty until the table is on screen. */
  declare fit: ColumnFit;
  /** Whether the details are open and follow the arrow keys. */
  followFocus = false;
  firstTopRow = 0;
  actions: GridActions | undefined;
  private shownList = 0;
  private hadFocus = false;
  private movedByKey = false;
  /** A row to open in the details once it is loaded. */
  private pendingRow: number | undefined;
  private scroller: RowScroller | undefined;
  private rowList: RowList | undefined;
  private widths: ColumnWidths | undefined;
  /** Whether jobs of several regions were seen; a filter does not take the column away. */
  private hasRegions = false;
  private readonly resizes = new ResizeObserver(() => {
    this.widths?.resize();
    this.updateFit();
  });
  private readonly input = new GridInput(this);

  constructor() {
    super();
    this.version = 0;
    this.selected = 0;
    this.context = '{}';
    this.preferences = defaultPreferences;
    this.second = 0;
    this.sort = newestFirst;
    this.active = { row: 0, column: 0 };
    this.fit = noColumns;
  }

  /** Focuses the active cell; `reveal` also scrolls to it, after keyboard moves only. */
  focusActive(reveal = false): void {
    const { row, column } = this.active;
    const line = row < 0 ? '.head' : `[data-row="${row}"]`;
    const cell = this.querySelector<HTMLElement>(`${line} [data-column="${column}"]`);
    cell?.focus({ preventScroll: true });
    if (reveal) {
      // The scroller handles vertical scrolling; this covers horizontal.
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  /** Focuses the first row. */
  enter(): void {
    if (this.count > 0) {
      this.scroller?.reveal(0);
      this.active = { ...this.active, row: 0 };
      void this.updateComplete.then(() => this.focusActive(true));
    }
  }

  /** Activates a row and opens its job once loaded; the focus stays. */
  show(row: number): void {
    this.active = { ...this.active, row };
    this.scroller?.reveal(row);
    this.pendingRow = row;
    this.openPendingRow();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scroller?.dispose();
    this.resizes.disconnect();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    // Check before rendering, which may remove the focused cell.
    this.hadFocus = this.contains(document.activeElement);
    if (changes.has('shown')) {
      const moved = this.isSameList ? this.active.row + (this.shown?.shift ?? 0) : 0;
      this.active = within(this.count, this.active, moved);
      const { pendingRow } = this;
      this.pendingRow =
        this.isSameList && pendingRow !== undefined
          ? pendingRow + (this.shown?.shift ?? 0)
          : undefined;
    }
    this.updateFit();
  }

  protected override render(): TemplateResult {
    const { active, context, columns, preferences, fit } = this;
    return gridFrame({
      count: this.count,
      columns,
      fit,
      header: headerRow(columns, preferences, this.sort, active, this.input.header),
      context,
      onClick: this.input.onClick,
      onKey: this.input.onKey,
      onCopy: this.input.onCopy,
    });
  }

  protected override firstUpdated(): void {
    const scroller = this.querySelector<HTMLElement>('.grid');
    const rows = this.querySelector<HTMLElement>('.rows');
    if (scroller && rows) {
      this.rowList = new RowList(rows);
      this.widths = new ColumnWidths(scroller);
      this.resizes.observe(scroller);
      this.scroller = new RowScroller({
        scroller,
        count: () => this.count,
        pinnedRow: () => this.active.row,
        onScroll: () => {
          // Before the rows are rendered, so that missing ones arrive sooner.
          this.reportVisible();
          this.requestUpdate();
        },
      });
      this.requestUpdate();
    }
  }

  protected override updated(changes: PropertyValues<this>): void {
    this.paintRows();
    if (changes.has('shown')) {
      this.keepScrollPosition(changes.get('shown'));
    }
    if (this.hadFocus && changes.has('active')) {
      this.focusActive(this.movedByKey);
    }
    this.movedByKey = false;
    this.openPendingRow();
    this.reportVisible();
    const visible = this.scroller?.visible;
    const before = changes.get('shown');
    if (before && this.shown?.list === before.list && visible) {
      flashChanged(this, before.rows, this.shown.rows, visible);
    }
  }

  private reportVisible(): void {
    const visible = this.scroller?.visible;
    if (visible) {
      this.actions?.onVisible(visible);
    }
  }

  private paintRows(): void {
    const { active, selection, preferences, widths } = this;
    const { columns } = this.fit;
    const style: CellStyle = {
      ...preferences,
      now: this.second * 1000 || Date.now(),
      fits: (...what) => widths?.fits(...what) === true,
    };
    const tops = new Map(this.scroller?.rows.map(({ index, start }) => [index, start]));
    this.rowList?.show([...tops.keys()], (element, index) => {
      const row = this.rowAt(index);
      const isSelected = row !== undefined && selection?.has(row.jobId) === true;
      const position = {
        index,
        top: tops.get(index) ?? 0,
        isSelected,
        isOneOfMany: isSelected && this.selected > 1,
        active,
        columns,
      };
      paintRow(element, row, position, style);
    });
  }

  /** Fits the columns to the table's width and content. */
  private updateFit(): void {
    this.hasRegions ||= (this.shown?.result.facets.regions.length ?? 0) > 1;
    const fit = this.widths?.update({
      preferences: this.preferences,
      list: this.shown?.list ?? 0,
      hasRegions: this.hasRegions,
      isBesideDetails: this.followFocus,
      rowAt: index => this.rowAt((this.scroller?.visible?.start ?? this.firstTopRow) + index),
    });
    if (fit && fit !== this.fit) {
      this.fit = fit;
      // The column with the tab stop may have been hidden.
      const { row, column } = this.active;
      this.active = { row, column: Math.min(column, Math.max(0, this.columns.length - 1)) };
      this.actions?.onHidden(this.widths?.hidden ?? new Map());
    }
  }

  private get count(): number {
    return this.shown?.rows.count ?? 0;
  }

  private get isSameList(): boolean {
    return this.shown?.list === this.shownList;
  }

  /** A different list starts at the top; an update keeps the top row in place. */
  private keepScrollPosition(before: Shown | undefined): void {
    if (before === undefined) {
      this.scroller?.restore(this.firstTopRow);
    } else if (!this.isSameList) {
      this.scroller?.toRow(0);
    } else {
      this.scroller?.follow(this.shown?.shift ?? 0);
    }
    this.shownList = this.shown?.list ?? 0;
  }

  /** The row's job, if loaded. */
  rowAt(row: number): Row | undefined {
    return this.shown?.rows.at(row);
  }

  get columns(): readonly ColumnId[] {
    return this.fit.columns.map(({ id }) => id);
  }

  get size(): GridSize {
    return {
      rows: this.count,
      columns: this.columns.length,
      pageRows: this.scroller?.pageRows ?? 1,
    };
  }

  /** The width of a column header, in pixels. */
  headerWidth(column: number): number | undefined {
    return this.querySelector<HTMLElement>(`.head [data-column="${column}"]`)?.offsetWidth;
  }

  wholeWidth(column: ColumnId): number {
    const { start, end } = this.scroller?.visible ?? { start: 0, end: 0 };
    const rows = Array.from({ length: end - start }, (_, index) => this.rowAt(start + index));
    const loaded = rows.filter(row => row !== undefined);
    return this.widths?.wholeWidth(column, loaded, this.preferences) ?? 0;
  }

  /** Focuses a cell and scrolls to it. */
  moveTo(cell: Cell): void {
    this.active = cell;
    this.movedByKey = true;
    if (cell.row >= 0) {
      this.scroller?.reveal(cell.row);
    }
  }

  open(row: number, enter: boolean): void {
    this.pendingRow = undefined;
    const jobId = this.rowAt(row)?.jobId;
    if (jobId !== undefined) {
      this.actions?.open(jobId, row, enter);
    }
  }

  private openPendingRow(): void {
    if (this.pendingRow !== undefined && this.rowAt(this.pendingRow)) {
      this.open(this.pendingRow, false);
    }
  }
}

customElements.define('job-grid', JobGrid);
