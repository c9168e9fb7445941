import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { columns, newestFirst, type ColumnId, type Sort } from '../../src/core/columns';
import type { Shown } from '../model/queryFlow';
import type { Range } from '../model/rowWindows';
import { nextCell, within, type Cell } from './gridKeyboard';
import { bodyRow, cellOf, gridFrame } from './gridTemplates';
import { RowScroller } from './rowScroller';

export interface GridActions {
  readonly sortBy: (column: ColumnId) => void;
  /** `enter` when the keyboard asks to go into the details, not just to see them. */
  readonly open: (jobId: string, enter: boolean) => void;
  readonly look: (visible: Range) => void;
}

/** The table: an ARIA grid that has only the rows in view in the page, whatever their number. */
export class JobGrid extends LitElement {
  static override properties = {
    shown: { attribute: false },
    version: { attribute: false },
    sort: { attribute: false },
    selectedId: { attribute: false },
    active: { state: true },
  };

  declare shown: Shown | undefined;
  /** Rises when more rows of `shown` have come. */
  declare version: number;
  declare sort: Sort;
  declare selectedId: string | undefined;
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
    const { selectedId, active } = this;
    const rows = repeat(
      this.scroller?.rows ?? [],
      ({ index }) => index,
      ({ index, start }) =>
        bodyRow(this.shown?.rows.at(index), { index, top: start, selectedId, active }),
    );
    return gridFrame({
      count: this.count,
      sort: this.sort,
      active,
      activeRow: this.shown?.rows.at(active.row),
      rows,
      onClick: this.onClick,
      onKey: this.onKey,
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

  private readonly onClick = (event: Event): void => {
    const cell = cellOf(event);
    if (cell) {
      this.active = cell;
      this.act(cell, false);
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.act(this.active, event.key === 'Enter');
      return;
    }
    const next = nextCell(this.active, event, {
      rows: this.count,
      columns: columns.length,
      pageRows: this.scroller?.pageRows ?? 1,
    });
    if (!next) {
      return;
    }
    event.preventDefault();
    this.active = next;
    this.movedByKey = true;
    if (next.row >= 0) {
      this.scroller?.reveal(next.row);
    }
    if (this.followFocus) {
      this.open(next, false);
    }
  };

  /** What a click or Enter does there: sort by a column, or show a job. */
  private act({ row, column }: Cell, enter: boolean): void {
    const title = columns[column];
    if (row < 0 && title) {
      this.actions?.sortBy(title.id);
    }
    this.open({ row, column }, enter);
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
      this.actions?.open(jobId, enter);
    }
  }
}

customElements.define('job-grid', JobGrid);
