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

/** What clicks in the charts do. */
export const chartActions = (model: PageModel): OutcomesActions & DurationsActions => ({
  showPeriod: (range, status) => model.showPeriod(range, status),
  toggleStatus: status => model.toggleStatus(status),
  showTaskType: taskType => model.showTaskType(taskType),
});

/** The charts of the matching jobs; collapsed, a sparkline beside their title. */
export function charts(
  model: PageModel,
  actions: OutcomesActions & DurationsActions,
): TemplateResult {
  const { isOpen, shown } = model.charts;
  const { time, statuses } = model.query.filter;
  const earlier = model.comparison.barsFor(model.query.shown?.filter);
  return html`<section class="charts" aria-label=${t('Charts')}>
    <roving-group>
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
              <outcomes-chart
                .shown=${shown}
                .actions=${actions}
                .range=${time}
                .statuses=${statuses}
                .earlier=${earlier}
              ></outcomes-chart>
              <durations-chart .shown=${shown} .actions=${actions}></durations-chart>
            </div>`
          : nothing
      }
    </roving-group>
  </section>`;
}
