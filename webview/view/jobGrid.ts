import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { columns, newestFirst, type ColumnId, type Sort } from '../../src/core/columns';
import type { Shown } from '../model/queryFlow';
import type { Range } from '../model/rowWindows';
import { fullText } from './cells';
import { nextCell, type Cell } from './gridKeyboard';
import { bodyRow, headerHeight, headerRow, rowHeight } from './gridTemplates';
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
  private scroller: RowScroller | undefined;

  constructor() {
    super();
    this.version = 0;
    this.sort = newestFirst;
    this.active = { row: 0, column: 0 };
  }

  /** Puts the keyboard back into the table. */
  focusActive(): void {
    const { row, column } = this.active;
    const line = row < 0 ? '.head' : `[data-row="${row}"]`;
    const cell = this.querySelector<HTMLElement>(`${line} [data-column="${column}"]`);
    cell?.focus({ preventScroll: true });
    // Up and down is the scroller's work; sideways it does not know.
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
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
      const last = this.count - 1;
      const moved = this.isSameList ? this.active.row + (this.shown?.shift ?? 0) : 0;
      const row = this.active.row < 0 ? -1 : Math.max(Math.min(0, last), Math.min(last, moved));
      this.active = { ...this.active, row };
    }
    this.scroller?.update();
  }

  protected override render(): TemplateResult {
    return html`<div
      class="grid"
      role="grid"
      aria-label="Jobs"
      aria-rowcount=${this.count + 1}
      aria-colcount=${columns.length}
      @click=${this.onClick}
      @keydown=${this.onKey}
      @copy=${this.onCopy}
    >
      <div
        class="grid-area"
        role="presentation"
        .style=${`height:${headerHeight + this.count * rowHeight}px`}
      >
        <div role="rowgroup" class="head-group">${headerRow(this.sort, this.active)}</div>
        <div role="rowgroup">
          ${repeat(
            this.scroller?.rows ?? [],
            ({ index }) => index,
            ({ index, start }) => this.row(index, start),
          )}
        </div>
      </div>
    </div>`;
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
      this.focusActive();
    }
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

  private row(index: number, top: number): TemplateResult {
    const row = this.shown?.rows.at(index);
    return bodyRow(row, {
      index,
      top,
      selected: row !== undefined && row.jobId === this.selectedId,
      activeColumn: this.active.row === index ? this.active.column : undefined,
    });
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
    if (next) {
      event.preventDefault();
      this.moveTo(next);
    }
  };

  private moveTo(next: Cell): void {
    this.active = next;
    if (next.row >= 0) {
      this.scroller?.reveal(next.row);
    }
    const jobId = this.shown?.rows.at(next.row)?.jobId;
    if (this.followFocus && jobId !== undefined) {
      this.actions?.open(jobId, false);
    }
  }

  /** What a click or Enter does there: sort by a column, or show a job. */
  private act({ row, column }: Cell, enter: boolean): void {
    const title = columns[column];
    if (row < 0 && title) {
      this.actions?.sortBy(title.id);
    }
    const jobId = this.shown?.rows.at(row)?.jobId;
    if (jobId !== undefined) {
      this.actions?.open(jobId, enter);
    }
  }

  /** Copying in a cell gives its whole value, not what was cut to fit. */
  private readonly onCopy = (event: ClipboardEvent): void => {
    const { row, column } = this.active;
    const [job, title] = [this.shown?.rows.at(row), columns[column]];
    if (job && title && event.clipboardData) {
      event.clipboardData.setData('text/plain', fullText(job, title.id));
      event.preventDefault();
    }
  };
}

customElements.define('job-grid', JobGrid);

function cellOf(event: Event): Cell | undefined {
  const cell =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-column]')
      : undefined;
  const row = cell?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? -1;
  return cell ? { row: Number(row), column: Number(cell.dataset['column']) } : undefined;
}
