import { html, nothing, type TemplateResult } from 'lit';
import { columns, type Sort } from '../../src/core/columns';
import type { Row } from '../../src/protocol';
import { cell } from './cells';
import type { Cell } from './gridKeyboard';
import { icon } from './icons';
import { toneClass } from './status';

export const headerHeight = 28;
export const rowHeight = 22;

/** The sticky header; each title sorts. */
export function headerRow(sort: Sort, active: Cell): TemplateResult {
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
  readonly selected: boolean;
  /** The column that takes the tab stop, if it is in this row. */
  readonly activeColumn: number | undefined;
}

export function bodyRow(row: Row | undefined, place: RowPlace): TemplateResult {
  const tone = row ? toneClass(row.status) : 'coming';
  return html`<div
    class="row ${tone} ${place.index % 2 ? 'odd' : ''} ${place.selected ? 'selected' : ''}"
    role="row"
    aria-rowindex=${place.index + 2}
    aria-selected=${place.selected}
    data-row=${place.index}
    .style=${`transform:translateY(${place.top}px)`}
  >
    ${columns.map(({ id }, column) => cell(row, id, column, place.activeColumn === column))}
  </div>`;
}
