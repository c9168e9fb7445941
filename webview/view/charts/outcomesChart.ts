import { t } from '@vscode/l10n';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { formatCount } from '../../../src/core/text/formatCount';
import { plural } from '../../../src/core/text/localization';
import { moveInBars, type BarPart } from '../../model/chartShapes';
import type { ShownCharts } from '../../model/chartsFlow';
import { ChartTexts, statusName, sum } from '../../model/chartTexts';
import { ChartElement } from './chartElement';
import { markOf, swatch } from './chartMarks';
import { outcomeBars } from './outcomeBars';

/** Damaged data may have many statuses; the chart's table lists all. */
const maxInLegend = 30;

export interface OutcomesActions {
  /** `from` inclusive, `to` exclusive; milliseconds since the epoch. */
  readonly showPeriod: (from: number, to: number, status?: string) => void;
}

/** Bars over time, stacked by status. A click on one shows its jobs. */
export class OutcomesChart extends ChartElement {
  static override properties: PropertyDeclarations = { width: { state: true } };

  declare active: BarPart;
  declare width: number;
  actions: OutcomesActions | undefined;
  protected override readonly name = t('Outcomes over time');
  private readonly size = new ResizeObserver(([entry]) => {
    this.width = entry?.contentRect.width ?? this.width;
  });

  constructor() {
    super();
    this.active = { bar: 0 };
    this.width = 600;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.size.disconnect();
  }

  protected override emptyText({ answer: { outcomes } }: ShownCharts): string | undefined {
    if (outcomes.bars.length > 0) {
      return undefined;
    }
    return outcomes.undated > 0
      ? t('No jobs with a readable time match the filter')
      : t('No jobs match the filter');
  }

  protected override aside(shown: ShownCharts): string {
    return t('{0} per bar', textsOf(shown).step);
  }

  protected override chart(shown: ShownCharts): TemplateResult {
    const { outcomes } = shown.answer;
    return outcomeBars(outcomes, textsOf(shown), {
      width: this.width,
      active: this.currentPart(outcomes.bars),
      show: currentPart => this.show(currentPart),
      onKey: this.onKey,
    });
  }

  protected override table(shown: ShownCharts): TemplateResult {
    const { bars, statuses } = shown.answer.outcomes;
    const texts = textsOf(shown);
    return html`<table>
      <caption>
        ${t('Jobs by time and status, in periods of {0}. Periods without jobs are omitted.', texts.step)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('Time')}</th>
          <th scope="col" class="number">${t('Jobs')}</th>
          ${statuses.map(status => html`<th scope="col" class="number">${statusName(status)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${bars.map((counts, bar) =>
          sum(counts) > 0
            ? html`<tr>
                <th scope="row">${texts.period(bar)}</th>
                ${[sum(counts), ...counts].map(
                  count => html`<td class="number">${formatCount(count)}</td>`,
                )}
              </tr>`
            : nothing,
        )}
      </tbody>
    </table>`;
  }

  protected override foot({ answer: { outcomes } }: ShownCharts): TemplateResult {
    const { statuses, bars, undated } = outcomes;
    return html`<ul class="legend" aria-label=${t('Statuses')}>
        ${statuses.slice(0, maxInLegend).map(
          (status, index) =>
            html`<li>
              ${swatch(markOf(status))}<span class="legend-name">${statusName(status)}</span>
              ${formatCount(sum(bars.map(counts => counts[index] ?? 0)))}
            </li>`,
        )}
      </ul>
      ${
        undated > 0 && bars.length > 0
          ? html`<p class="aside">${undatedText(undated)}</p>`
          : nothing
      }`;
  }

  /** The active part, or a nearby bar if this response does not have it. */
  private currentPart(bars: readonly (readonly number[])[]): BarPart {
    const { bar, segment } = this.active;
    const counts = bars[bar] ?? [];
    if (segment === undefined ? sum(counts) > 0 : (counts[segment] ?? 0) > 0) {
      return this.active;
    }
    const near = Math.min(bar + 1, bars.length);
    return moveInBars('ArrowLeft', { bar: near }, bars) ?? { bar: 0 };
  }

  private show({ bar, segment }: BarPart): void {
    const { shown } = this;
    if (shown) {
      const texts = textsOf(shown);
      const status = segment === undefined ? undefined : shown.answer.outcomes.statuses[segment];
      this.active = { bar, ...(segment === undefined ? {} : { segment }) };
      this.actions?.showPeriod(texts.start(bar), texts.start(bar + 1), status);
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.shown) {
      return;
    }
    const { bars } = this.shown.answer.outcomes;
    const currentPart = this.currentPart(bars);
    const next = moveInBars(event.key, currentPart, bars);
    if (next) {
      this.active = next;
      void this.updateComplete.then(() => this.focusActive());
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.show(currentPart);
    } else {
      return;
    }
    event.preventDefault();
  };
}

customElements.define('outcomes-chart', OutcomesChart);

function undatedText(undated: number): string {
  const figure = formatCount(undated);
  return plural(
    undated,
    t('{0} job without a readable time is omitted', figure),
    t('{0} jobs without a readable time are omitted', figure),
  );
}

const textsOf = ({ answer, utcOffsetMinutes }: ShownCharts): ChartTexts =>
  new ChartTexts(answer.outcomes, utcOffsetMinutes);
