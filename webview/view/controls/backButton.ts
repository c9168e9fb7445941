import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { icon } from './icons';

/** Leads back to the table from what is shown in its place. */
export function backButton(back: () => void): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${t('Back to Jobs')}
    title=${t('Back to Jobs')}
    @click=${back}
  >
    ${icon('back')}
  </button>`;
}
