import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { PageModel } from '../../model/pageModel';
import { icon } from '../controls/icons';

/** Switches between the jobs and the action history. */
export function historyToggle({ history, backTitle }: PageModel): TemplateResult {
  const title = history.isOpen ? backTitle : t('Show Action History');
  return html`<button
    type="button"
    class="history-toggle"
    aria-label=${t('Action History')}
    aria-pressed=${history.isOpen}
    title=${title}
    @click=${() => (history.isOpen ? history.close() : history.open())}
  >
    ${icon('history')}<span class="history-toggle-word">${t('Action History')}</span>
  </button>`;
}
