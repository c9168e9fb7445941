import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ColumnId, Sort, SortKey } from '../../../src/core/filter/columns';
import type { Preferences } from '../../../src/protocol/schemas';
import { columnHeading } from './cellTexts';
import type { Cell } from './gridKeyboard';
import { icon } from '../controls/icons';

export interface HeaderActions {
  /** In pixels. */
  readonly resize: (column: ColumnId, width: number) => void;
  /** Makes the column as wide as its content. */
  readonly fit: (column: ColumnId) => void;
  /** Moves the column to position `index`. */
  readonly move: (column: ColumnId, index: number) => void;
}

/** Custom drag type, so that only our columns can be dropped. */
const dragType = 'application/x-batch-monitor-column';

/** The sticky header: titles sort, can be dragged to reorder, and have a handle to resize. */
export function headerRow(
  columns: readonly ColumnId[],
  preferences: Preferences,
  sort: Sort,
  active: Cell,
  actions: HeaderActions,
): TemplateResult {
  return html`<div class="head" role="row" aria-rowindex="1">
    ${columns.map((id, index) => {
      const title = columnHeading(id, preferences);
      return html`<div
        class=${id === 'status' ? 'head-cell pinned' : 'head-cell'}
        role="columnheader"
        aria-colindex=${index + 1}
        aria-sort=${sort.column === id ? sort.direction : 'none'}
        data-column=${index}
        tabindex=${active.row === -1 && active.column === index ? 0 : -1}
        title=${t('Sort by {0}. Hold Shift to use it as the second sort key.', title)}
        draggable="true"
        @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(dragType, id)}
        @dragover=${(event: DragEvent) => {
          if (event.dataTransfer?.types.includes(dragType)) {
            event.preventDefault();
          }
        }}
        @drop=${(event: DragEvent) => {
          const dropped = columns.find(other => other === event.dataTransfer?.getData(dragType));
          if (dropped) {
            actions.move(dropped, index);
          }
        }}
      >
        <span class="head-title">${title}</span>${direction(id, sort)}${resizer(id, actions)}
      </div>`;
    })}
  </div>`;
}

function direction(id: ColumnId, { then, ...first }: Sort): TemplateResult | typeof nothing {
  if (first.column === id) {
    return icon(first.direction);
  }
  return then?.column === id
    ? html`${icon(then.direction)}<span class="second" aria-hidden="true">2</span
        ><span class="offscreen">${secondKeyText(then)}</span>`
    : nothing;
}

function secondKeyText({ direction }: SortKey): string {
  return direction === 'ascending'
    ? t('second sort key, ascending')
    : t('second sort key, descending');
}

/** For the mouse only; the keyboard uses Shift and the arrow keys on the title. */
function resizer(id: ColumnId, { resize, fit }: HeaderActions): TemplateResult {
  const onDown = (event: PointerEvent): void => {
    const edge = event.currentTarget as HTMLElement;
    const before = edge.parentElement?.offsetWidth ?? 0;
    const from = event.clientX;
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = move => resize(id, before + move.clientX - from);
    edge.onpointerup = () => (edge.onpointermove = null);
    edge.onpointercancel = edge.onpointerup;
  };
  const stop = (event: Event): void => event.stopPropagation();
  return html`<span
    class="resizer"
    aria-hidden="true"
    draggable="true"
    @dragstart=${(event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    }}
    @pointerdown=${onDown}
    @click=${stop}
    @dblclick=${() => fit(id)}
  ></span>`;
}
