import { html, nothing, type TemplateResult } from 'lit';
import { plural } from '../format';
import { focusTable } from './focus';
import { selectionActions } from './selectionActions';
import type { PageModel } from '../model/pageModel';

/** What can be done with several chosen jobs. */
export function selectionBar(model: PageModel): TemplateResult | typeof nothing {
  const count = model.selectedCount;
  return count > 1
    ? html`<section class="selection" aria-label="Selection">
        <span>${plural(count, 'job')} selected</span>
        ${link('Copy Rows', () => model.copySelection('rows'))}
        ${link('Copy Job IDs', () => model.copySelection('ids'))} ${selectionActions(model)}
        ${link('Clear Selection', () => {
          model.choice.change(selection => selection.clear());
          focusTable();
        })}
      </section>`
    : nothing;
}

function link(title: string, run: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${run}>${title}</button>`;
}
