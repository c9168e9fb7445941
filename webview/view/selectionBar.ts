import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { focusTable } from './controls/focus';
import { selectionActions } from './selectionActions';
import type { PageModel } from '../model/pageModel';
import { selectedText } from '../model/selectionFlow';

/** Actions on several selected jobs. */
export function selectionBar(model: PageModel): TemplateResult {
  return html`<section class="selection" aria-label=${t('Selection')}>
    <span>${selectedText(model.selectedCount)}</span>
    ${link(t('Copy Rows'), () => model.requests.copySelection('rows'))}
    ${link(t('Copy Job IDs'), () => model.requests.copySelection('ids'))} ${selectionActions(model)}
    ${link(t('Clear Selection'), () => {
      model.selectionFlow.change(selection => selection.clear());
      focusTable();
    })}
  </section>`;
}

function link(title: string, run: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${run}>${title}</button>`;
}
