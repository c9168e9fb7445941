import { html, nothing, type TemplateResult } from 'lit';
import { columns, type Sort } from '../../src/core/columns';
import type { Row } from '../../src/protocol';
import { cell, copyCell } from './cells';
import type { Cell } from './gridKeyboard';
import { icon } from './icons';
import { toneClass } from './status';

export const headerHeight = 28;
export const rowHeight = 22;

/** The sticky header; each title sorts. */
function headerRow(sort: Sort, active: Cell): TemplateResult {
  return html`<div class="head" role="row" aria-rowindex="1">
    ${columns.map(({ id, title }, index) => {
      const direction = sort.column === id ? sort.direction : undefined;
      return html`<div
        class="head-cell"
        role="columnheader"
        aria-colindex=${index + 1}
        aria-sort=${direction ?? 'none'}
        data-column=${index}
        tabindex=${active.row === -1 && active.column === index ? 0 : -1}
        title=${`Sort by ${title}`}
      >
        <span class="head-title">${title}</span>${direction ? icon(direction) : nothing}
      </div>`;
    })}
  </div>`;
}

export interface RowPlace {
  readonly index: number;
  readonly top: number;
  readonly selectedId: string | undefined;
  /** The cell that takes the tab stop. */
  readonly active: Cell;
}

export function bodyRow(row: Row | undefined, place: RowPlace): TemplateResult {
  const { index, top, selectedId, active } = place;
  const tone = row ? toneClass(row.status) : 'coming';
  const selected = row !== undefined && row.jobId === selectedId;
  const activeColumn = active.row === index ? active.column : undefined;
  return html`<div
    class=${selected ? `row ${tone} selected` : `row ${tone}`}
    role="row"
    aria-rowindex=${index + 2}
    aria-selected=${selected}
    data-row=${index}
    .style=${`transform:translateY(${top}px)`}
  >
    ${columns.map(({ id }, column) => cell(row, id, column, activeColumn === column))}
  </div>`;
}

export interface GridFrame {
  readonly count: number;
  readonly sort: Sort;
  readonly active: Cell;
  readonly activeRow: Row | undefined;
  /** The rows in view. */
  readonly rows: unknown;
  readonly onClick: (event: Event) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The scrolling frame: as high as all rows together, with only those in view in it. */
export function gridFrame({
  count,
  sort,
  active,
  activeRow,
  rows,
  ...on
}: GridFrame): TemplateResult {
  return html`<div
    class="grid"
    role="grid"
    aria-label="Jobs"
    aria-rowcount=${count + 1}
    aria-colcount=${columns.length}
    @click=${on.onClick}
    @keydown=${on.onKey}
    @copy=${(event: ClipboardEvent) => copyCell(event, activeRow, columns[active.column]?.id)}
  >
    <div
      class="grid-area"
      role="presentation"
      .style=${`height:${headerHeight + count * rowHeight}px`}
    >
      <div role="rowgroup" class="head-group">${headerRow(sort, active)}</div>
      <div role="rowgroup">${rows}</div>
    </div>
  </div>`;
}

/** Which cell an event is in. */
export function cellOf(event: Event): Cell | undefined {
  const cell =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-column]')
      : undefined;
  const row = cell?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? -1;
  return cell ? { row: Number(row), column: Number(cell.dataset['column']) } : undefined;
}
