import { html, type TemplateResult } from 'lit';
import type { ColumnId } from '../../src/core/columns';
import type { Row } from '../../src/protocol';
import { cell, type CellStyle } from './cells';
import type { Cell } from './gridKeyboard';
import { toneClass } from './status';

export const headerHeight = 28;
export const rowHeight = 22;

export interface RowPlace {
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  /** The cell that takes the tab stop. */
  readonly active: Cell;
  readonly columns: readonly ColumnId[];
}

export function bodyRow(row: Row | undefined, place: RowPlace, style: CellStyle): TemplateResult {
  const { index, top, isSelected, active, columns } = place;
  const tone = row ? toneClass(row.status) : 'coming';
  const activeColumn = active.row === index ? active.column : undefined;
  return html`<div
    class=${isSelected ? `row ${tone} selected` : `row ${tone}`}
    role="row"
    aria-rowindex=${index + 2}
    aria-selected=${isSelected}
    data-row=${index}
    data-vscode-context=${row ? contextOf(row, isSelected) : '{}'}
    .style=${`transform:translateY(${top}px)`}
  >
    ${columns.map((column, at) =>
      cell(row, { column, index: at, focusable: activeColumn === at }, style),
    )}
  </div>`;
}

/** What VS Code's context menu hands to its commands; see the manifest's `webview/context`. */
function contextOf({ jobId }: Row, isSelected: boolean): string {
  return JSON.stringify({
    webviewSection: 'job',
    jobId,
    isSelected,
    preventDefaultContextMenuItems: true,
  });
}

export interface GridFrame {
  readonly count: number;
  readonly columns: readonly ColumnId[];
  /** `grid-template-columns` of header and rows, and the least width in pixels. */
  readonly template: string;
  readonly leastWidth: number;
  readonly header: TemplateResult;
  /** The rows in view. */
  readonly rows: unknown;
  /** The chosen jobs, for the context menu. */
  readonly selectedIds: readonly string[];
  readonly onClick: (event: MouseEvent) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
}

/** The scrolling frame: as high as all rows together, with only those in view in it. */
export function gridFrame(frame: GridFrame): TemplateResult {
  const { count, columns, template, leastWidth, header, rows } = frame;
  const height = headerHeight + count * rowHeight;
  return html`<div
    class="grid"
    role="grid"
    aria-label="Jobs"
    aria-rowcount=${count + 1}
    aria-colcount=${columns.length}
    aria-multiselectable="true"
    data-vscode-context=${JSON.stringify({ selectedIds: frame.selectedIds })}
    @click=${frame.onClick}
    @keydown=${frame.onKey}
    @copy=${frame.onCopy}
  >
    <div
      class="grid-area"
      role="presentation"
      .style=${`height:${height}px;min-width:${leastWidth}px;--columns:${template}`}
    >
      <div role="rowgroup" class="head-group">${header}</div>
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
