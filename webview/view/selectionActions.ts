import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionMode } from '../../src/core/actions/actionLog';
import { actionName } from '../../src/core/actions/actionNames';
import { formatCount } from '../../src/core/text/formatCount';
import { bulkActions, type BulkAction } from '../../src/protocol/toHost';
import type { PageModel } from '../model/pageModel';
import './controls/actionMenu';

/** Actions on the selected jobs; the host shows which are eligible and asks for confirmation. */
export function selectionActions(model: PageModel): TemplateResult {
  const matching = model.query.shown?.result.matching ?? 0;
  const items = bulkActions.map(action => ({
    title: titleOf(action, model.actionMode),
    run: () => model.requests.act(action, model.selection.target),
  }));
  return html`${
      model.selectedCount < matching
        ? html`<button
            type="button"
            class="link"
            @click=${() => model.selectionFlow.change(selection => selection.all())}
          >
            ${t('Select All {count}', { count: formatCount(matching) })}
          </button>`
        : nothing
    }
    <action-menu
      class="upward"
      .label=${t('Actions')}
      .groups=${[items.slice(0, 2), items.slice(2, 4), items.slice(4)]}
    ></action-menu>`;
}

/** As in the menu of a row: an ellipsis where a dialog follows. */
function titleOf(action: BulkAction, mode: ActionMode): string {
  if (action === 'acknowledge') {
    return t('Acknowledge Failure');
  }
  return action === 'unacknowledge' ? t('Unacknowledge Failure') : `${actionName(action, mode)}…`;
}
