import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { PageModel } from '../../model/pageModel';
import { patterns } from './chartMarks';
import './durationsChart';
import type { DurationsActions } from './durationsChart';
import { icon } from '../controls/icons';
import './outcomesChart';
import type { OutcomesActions } from './outcomesChart';
import { sparkline } from './sparkline';

/** What a click on a bar does. */
export const chartActions = (model: PageModel): OutcomesActions & DurationsActions => ({
  showPeriod: (from, to, status) => model.showPeriod(from, to, status),
  showTaskType: taskType => model.showTaskType(taskType),
});

/** The charts of the matching jobs; collapsed, a sparkline beside their title. */
export function charts(
  model: PageModel,
  actions: OutcomesActions & DurationsActions,
): TemplateResult {
  const { isOpen, shown } = model.charts;
  return html`<section class="charts" aria-label=${t('Charts')}>
    <button
      type="button"
      class=${isOpen ? 'charts-fold open' : 'charts-fold'}
      aria-expanded=${isOpen}
      aria-controls=${isOpen ? 'charts' : nothing}
      @click=${() => model.charts.toggle()}
    >
      ${icon('chevron')}${t('Charts')}${isOpen || !shown ? nothing : sparkline(shown.answer.outcomes)}
    </button>
    ${
      isOpen
        ? html`<div class="charts-body" id="charts">
            ${patterns}
            <outcomes-chart .shown=${shown} .actions=${actions}></outcomes-chart>
            <durations-chart .shown=${shown} .actions=${actions}></durations-chart>
          </div>`
        : nothing
    }
  </section>`;
}
