import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { actionOutcomes, type ActionMode } from '../../../src/core/actions/actionLog';
import { actionName, outcomeName } from '../../../src/core/actions/actionNames';
import { jobActions } from '../../../src/core/actions/jobActions';
import { lastPeriods } from '../../../src/core/filter/timeRange';
import { maxSearchLength } from '../../../src/protocol/schemas';
import { isChoosing, wholeHistory, type HistoryChoice } from '../../model/historyFlow';
import { backButton, type WayBack } from '../controls/backButton';

export interface HistoryFilterActions extends WayBack {
  readonly choose: (choice: HistoryChoice) => void;
  readonly exportAll: () => void;
  readonly clear: () => void;
}

/** The back button, the filters, and the actions on the whole history. */
export function historyFilters(
  choice: HistoryChoice,
  mode: ActionMode,
  hasEntries: boolean,
  actions: HistoryFilterActions,
): TemplateResult {
  const { choose } = actions;
  return html`<div class="history-head">
      ${backButton(actions)}
      <h2 class="history-title">${t('Action History')}</h2>
      ${
        hasEntries
          ? html`<vscode-button appearance="secondary" @click=${actions.exportAll}
                >${t('Export…')}</vscode-button
              >
              <vscode-button appearance="secondary" @click=${actions.clear}
                >${t('Clear History…')}</vscode-button
              >`
          : nothing
      }
    </div>
    ${hasEntries ? choices(choice, mode, choose) : nothing}`;
}

function choices(
  choice: HistoryChoice,
  mode: ActionMode,
  choose: (choice: HistoryChoice) => void,
): TemplateResult {
  return html`<div class="history-filters" role="search" aria-label=${t('Action history filter')}>
    <input
      type="search"
      class="search-input history-search"
      placeholder=${t('Job, task, or media')}
      aria-label=${t('Job, task, or media')}
      maxlength=${maxSearchLength}
      .value=${live(choice.text)}
      @input=${({ target }: Event) => choose({ ...choice, text: (target as HTMLInputElement).value })}
    />
    ${select(
      t('Action'),
      t('All actions'),
      jobActions.map(value => ({ value, title: actionName(value, mode) })),
      choice.action,
      action => choose({ ...choice, action }),
    )}
    ${select(
      t('Outcome'),
      t('All outcomes'),
      actionOutcomes.map(value => ({ value, title: outcomeName(value) })),
      choice.outcome,
      outcome => choose({ ...choice, outcome }),
    )}
    ${select(
      t('Time'),
      t('Any time'),
      lastPeriods.map(({ ms, title }) => ({ value: ms, title })),
      choice.lastMs,
      lastMs => choose({ ...choice, lastMs }),
    )}
    ${
      isChoosing(choice)
        ? html`<button
            type="button"
            class="link"
            @click=${({ currentTarget }: Event) => {
              choose(wholeHistory);
              (currentTarget as HTMLElement)
                .closest('.history-filters')
                ?.querySelector<HTMLElement>('.history-search')
                ?.focus();
            }}
          >
            ${t('Clear Filter')}
          </button>`
        : nothing
    }
  </div>`;
}

/** One option or any; a native select suffices for so few. */
function select<T extends string | number>(
  label: string,
  any: string,
  options: readonly { readonly value: T; readonly title: string }[],
  chosen: T | undefined,
  choose: (value: T | undefined) => void,
): TemplateResult {
  const onChange = ({ target }: Event): void =>
    choose(options[(target as HTMLSelectElement).selectedIndex - 1]?.value);
  return html`<select class="native-select history-select" aria-label=${label} @change=${onChange}>
    <option .selected=${live(chosen === undefined)}>${any}</option>
    ${options.map(
      ({ value, title }) => html`<option .selected=${live(value === chosen)}>${title}</option>`,
    )}
  </select>`;
}
