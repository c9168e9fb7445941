import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';

const minWidth = 280;
/** The table keeps this width. In pixels. */
const tableWidth = 320;
const keyStep = 24;

/** The edge of the details that changes their width, with the mouse or the arrow keys. */
export function sash(panel: HTMLElement, resize: (width: number) => void): TemplateResult {
  const to = (width: number): void => {
    const max = Math.max(minWidth, window.innerWidth - tableWidth);
    resize(Math.round(Math.min(max, Math.max(minWidth, width))));
  };
  const onDown = (event: PointerEvent): void => {
    const edge = event.currentTarget as HTMLElement;
    const before = panel.offsetWidth;
    const from = event.clientX;
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = move => to(before + from - move.clientX);
    edge.onpointerup = () => (edge.onpointermove = null);
    edge.onpointercancel = edge.onpointerup;
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? keyStep : event.key === 'ArrowRight' ? -keyStep : 0;
    if (by !== 0 && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      to(panel.offsetWidth + by);
    }
  };
  return html`<div
    class="sash"
    role="separator"
    aria-orientation="vertical"
    aria-label=${t('Width of the details')}
    aria-valuenow=${panel.offsetWidth}
    aria-valuemin=${minWidth}
    aria-valuemax=${Math.max(minWidth, window.innerWidth - tableWidth)}
    tabindex="0"
    @pointerdown=${onDown}
    @keydown=${onKey}
  ></div>`;
}
