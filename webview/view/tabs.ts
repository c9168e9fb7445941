import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { PageModel } from '../model/pageModel';

/** The id of what a tab shows. */
export const panelId = 'panel';

/** Switches between the jobs and the causes of their failures. The arrow keys are those of the top line. */
export function tabs(model: PageModel): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label=${t('Views')}>
    ${tab(t('Jobs'), model.part === 'jobs', () => model.showJobs())}
    ${tab(t('Failures'), model.part === 'failures', () => model.showFailures())}
  </div>`;
}

const tab = (title: string, isSelected: boolean, show: () => void): TemplateResult =>
  html`<button
    type="button"
    class="tab"
    role="tab"
    aria-selected=${isSelected}
    aria-controls=${panelId}
    @click=${show}
  >
    ${title}
  </button>`;
