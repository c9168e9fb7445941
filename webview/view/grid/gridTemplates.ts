import { t } from '@vscode/l10n';
import { html, render, type TemplateResult } from 'lit';
import type { ColumnId } from '../../../src/core/filter/columns';
import { jobContextValue, contextValueOfMany } from '../../../src/core/actions/jobContextValue';
import type { Row } from '../../../src/protocol/rows';
import type { ColumnFit, FittedColumn } from '../../model/columnFit';
import { cell, type CellStyle } from './cells';
import type { Cell } from './gridKeyboard';
import { toneClass } from '../controls/status';

export const headerHeight = 28;
export const rowHeight = 22;

export interface RowPosition {
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  /** Whether other rows are selected too, so that the menu applies to all of them. */
  readonly isOneOfMany: boolean;
  /** The cell with the tab stop. */
  readonly active: Cell;
  readonly columns: readonly FittedColumn[];
}

/** Renders a row into an element, which may have shown another row. */
export function paintRow(
  element: HTMLElement,
  row: Row | undefined,
  { index, top, isSelected, isOneOfMany, active, columns }: RowPosition,
  style: CellStyle,
): void {
  const tone = row ? toneClass(row.status) : 'coming';
  const attributes = {
    class: isSelected ? `row ${tone} selected` : `row ${tone}`,
    role: 'row',
    'aria-rowindex': String(index + 2),
    'aria-selected': String(isSelected),
    'data-row': String(index),
    'data-vscode-context': row ? contextOf(row, isSelected, isOneOfMany) : '{}',
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  }
  element.style.top = `${top}px`;
  const activeColumn = active.row === index ? active.column : undefined;
  render(
    columns.map((column, at) =>
      cell(row, { column, index: at, focusable: activeColumn === at }, style),
    ),
    element,
  );
}

/** The context for VS Code's menus; see `webview/context` in the manifest. */
function contextOf(row: Row, isSelected: boolean, isOneOfMany: boolean): string {
  const { jobId, status, broken = false, acknowledged = false } = row;
  // The id alone determines whether it is a child job.
  const job = { jobId, status, arrayIndex: undefined, parentId: undefined };
  const words = isOneOfMany
    ? contextValueOfMany
    : jobContextValue(job, { isBroken: broken, isAcknowledged: acknowledged });
  return JSON.stringify({
    webviewSection: 'job',
    jobId,
    jobIs: words.join(' '),
    isSelected,
    preventDefaultContextMenuItems: true,
  });
}

export interface GridFrame {
  readonly count: number;
  readonly columns: readonly ColumnId[];
  readonly fit: ColumnFit;
  readonly header: TemplateResult;
  /** The selection as context for VS Code's menus. */
  readonly context: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
}

/** The scroll container: as high as all rows, but containing only the visible ones. */
export function gridFrame(frame: GridFrame): TemplateResult {
  const { count, columns, fit, header } = frame;
  const height = headerHeight + count * rowHeight;
  return html`<div
    class=${fit.scrolls ? 'grid wide' : 'grid'}
    role="grid"
    aria-label=${t('Jobs')}
    aria-rowcount=${count + 1}
    aria-colcount=${columns.length}
    aria-multiselectable="true"
    data-vscode-context=${frame.context}
    @click=${frame.onClick}
    @keydown=${frame.onKey}
    @copy=${frame.onCopy}
  >
    <div
      class="grid-area"
      role="presentation"
      .style=${`height:${height}px;min-width:${fit.minWidth}px;--columns:${fit.template}`}
    >
      <div role="rowgroup" class="head-group">${header}</div>
      <div role="rowgroup" class="rows"></div>
    </div>
  </div>`;
}

/** The cell that an event occurred in. */
export function cellOf(event: Event): Cell | undefined {
  const cell =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-column]')
      : undefined;
  const row = cell?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? -1;
  return cell ? { row: Number(row), column: Number(cell.dataset['column']) } : undefined;
}
