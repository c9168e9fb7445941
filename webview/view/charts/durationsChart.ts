import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, jobCount } from '../../../src/core/text/formatCount';
import { plural } from '../../../src/core/text/localization';
import { formatDuration } from '../../../src/core/text/time';
import { clip } from '../../format';
import { moveInList } from '../../model/chartShapes';
import type { ChartsAnswer, ShownCharts } from '../../model/chartsFlow';
import { ChartElement } from './chartElement';
import { swatch } from './chartMarks';

type Durations = ChartsAnswer['durations'][number];

const median = { class: 'mark solid measure', fill: 'none' };
const p95 = { class: 'mark light measure', fill: 'none' };

/** The shortest and longest bar, in percent of the available width; the outline needs the rest. */
const minWidth = 0.5;
const maxWidth = 99.5;

const nameOf = (taskType: string): string => taskType || t('No task type');

export interface DurationsActions {
  readonly showTaskType: (taskType: string) => void;
}

/** Durations of finished jobs, one bar per task type. A click on one shows its jobs. */
export class DurationsChart extends ChartElement {
  /** The task type with the tab stop: rows change places while jobs finish. */
  declare active: string | undefined;
  actions: DurationsActions | undefined;
  protected override readonly name = t('Durations by task type');

  constructor() {
    super();
    this.active = undefined;
  }

  protected override emptyText({ answer }: ShownCharts): string | undefined {
    return answer.durations.length > 0
      ? undefined
      : t('No finished jobs with a known duration match the filter');
  }

  protected override aside({ answer: { durations, moreTaskTypes } }: ShownCharts): string {
    const finished = durations.reduce((total, { count }) => total + count, 0);
    const figure = formatCount(finished);
    return moreTaskTypes > 0
      ? plural(
          finished,
          t('of {0} finished job in these task types', figure),
          t('of {0} finished jobs in these task types', figure),
        )
      : plural(finished, t('of {0} finished job', figure), t('of {0} finished jobs', figure));
  }

  protected override chart({ answer: { durations } }: ShownCharts): TemplateResult {
    const longest = Math.max(1, ...durations.map(({ p95Ms }) => p95Ms));
    const active = this.activeIndex(durations);
    return html`<div
      class="durations chart-marks"
      role="group"
      aria-label=${this.name}
      @keydown=${this.onKey}
    >
      ${durations.map((durations, index) => this.row(durations, longest, index, active))}
    </div>`;
  }

  private row(
    { taskType, count, medianMs, p95Ms }: Durations,
    longest: number,
    index: number,
    active: number,
  ): TemplateResult {
    const width = (ms: number): string =>
      `${Math.max(minWidth, (maxWidth * ms) / longest).toFixed(2)}%`;
    const name = nameOf(taskType);
    const typical = formatDuration(medianMs);
    const high = formatDuration(p95Ms);
    const figures = t('{0}: median {1}, 95th percentile {2}', clip(name, 500), typical, high);
    return html`<button
      type="button"
      class="duration"
      tabindex=${index === active ? '0' : '-1'}
      title=${`${figures}, ${jobCount(count)}`}
      @click=${() => this.show(index)}
    >
      <span class="duration-name">${clip(name, 200)}</span
      ><span class="offscreen">${t(': median')}</span>
      <svg class="duration-bars" aria-hidden="true">
        <rect class=${p95.class} x="0.5" y="2.5" width=${width(p95Ms)} height="11"></rect>
        <rect class=${median.class} x="0.5" y="2.5" width=${width(medianMs)} height="11"></rect>
      </svg>
      <span class="duration-value">${typical}</span>
      <span class="offscreen">${t(', 95th percentile')}</span>
      <span class="duration-value">${high}</span>
    </button>`;
  }

  protected override table({ answer: { durations } }: ShownCharts): TemplateResult {
    return html`<table>
      <caption>
        ${t('How long finished jobs ran, by task type')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('Task type')}</th>
          <th scope="col" class="number">${t('Jobs')}</th>
          <th scope="col" class="number">${t('Median')}</th>
          <th scope="col" class="number">${t('95th percentile')}</th>
        </tr>
      </thead>
      <tbody>
        ${durations.map(
          ({ taskType, count, medianMs, p95Ms }) =>
            html`<tr>
              <th scope="row" class="text">${nameOf(taskType)}</th>
              <td class="number">${formatCount(count)}</td>
              <td class="number">${formatDuration(medianMs)}</td>
              <td class="number">${formatDuration(p95Ms)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  protected override foot({
    answer: { durations, moreTaskTypes },
  }: ShownCharts): TemplateResult | typeof nothing {
    return durations.length === 0
      ? nothing
      : html`<ul class="legend" aria-label=${t('Legend')}>
            <li>${swatch(median)}${t('Median')}</li>
            <li>${swatch(p95)}${t('95th percentile')}</li>
          </ul>
          ${
            moreTaskTypes > 0
              ? html`<p class="aside">${moreTaskTypesText(moreTaskTypes)}</p>`
              : nothing
          }`;
  }

  private show(index: number): void {
    const durations = this.shown?.answer.durations[index];
    if (durations) {
      this.active = durations.taskType;
      this.actions?.showTaskType(durations.taskType);
    }
  }

  private activeIndex(durations: readonly Durations[]): number {
    return Math.max(
      0,
      durations.findIndex(({ taskType }) => taskType === this.active),
    );
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const durations = this.shown?.answer.durations ?? [];
    const next = moveInList(event.key, this.activeIndex(durations), durations.length);
    if (next !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.active = durations[next]?.taskType;
      void this.updateComplete.then(() => this.focusActive());
    }
  };
}

customElements.define('durations-chart', DurationsChart);

function moreTaskTypesText(count: number): string {
  const figure = formatCount(count);
  return plural(count, t('and {0} more task type', figure), t('and {0} more task types', figure));
}
