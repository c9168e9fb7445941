import { t } from '@vscode/l10n';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TimeRange } from '../../../src/core/filter/timeRange';
import { formatCount } from '../../../src/core/text/formatCount';
import { plural } from '../../../src/core/text/localization';
import {
  activeAt,
  barAt,
  moveActive,
  partOf,
  startOf,
  type ActiveBar,
} from '../../model/activeBar';
import { moveInList, type BarPart } from '../../model/chartShapes';
import type { ShownCharts } from '../../model/chartsFlow';
import { ChartTexts, statusName, sum, type Outcomes } from '../../model/chartTexts';
import type { EarlierBar } from '../../model/comparisonFlow';
import { ghostBars } from '../../model/ghostBars';
import { clockZone } from '../../model/clockZone';
import { isSameRange, namedRanges } from '../../model/timeRanges';
import { ChartElement } from './chartElement';
import { markOf, swatch } from './chartMarks';
import { Drag } from './drag';
import { outcomeBars, slotWidth, type BarRange } from './outcomeBars';

/** Damaged data may have many statuses; the chart's table lists all. */
const maxInLegend = 30;

export interface OutcomesActions {
  /** `status`: only jobs with it. */
  readonly showPeriod: (range: TimeRange | undefined, status?: string) => void;
  readonly toggleStatus: (status: string) => void;
}

/** Bars over time, stacked by status. A click on one shows its jobs, and dragging selects several. */
export class OutcomesChart extends ChartElement {
  static override properties: PropertyDeclarations = {
    width: { state: true },
    range: { attribute: false },
    statuses: { attribute: false },
    earlier: { attribute: false },
    selected: { state: true },
  };

  declare active: ActiveBar;
  declare width: number;
  /** The filter by time. */
  declare range: TimeRange | undefined;
  /** The filter by status. */
  declare statuses: readonly string[];
  /** The bars of an earlier period to compare with. */
  declare earlier: readonly EarlierBar[] | undefined;
  /** Where selecting bars began and where it is now, as starts of bars. */
  declare selected: { readonly from: number; readonly to: number } | undefined;
  actions: OutcomesActions | undefined;
  protected override readonly name = t('Outcomes over time');
  private readonly drag = new Drag();
  private readonly size = new ResizeObserver(([entry]) => {
    this.width = entry?.contentRect.width ?? this.width;
  });

  constructor() {
    super();
    this.active = { start: -Infinity };
    this.width = 600;
    this.range = undefined;
    this.statuses = [];
    this.earlier = undefined;
    this.selected = undefined;
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
    if (outcomes.statuses.length > 0) {
      return undefined;
    }
    return outcomes.undated > 0
      ? t('No jobs with a readable time match the filter')
      : t('No jobs match the filter');
  }

  protected override aside(shown: ShownCharts): string {
    return t('{0} per bar', textsOf(shown).step);
  }

  /** A native select takes little room. */
  protected override choices(): TemplateResult {
    const zone = this.shown?.zone ?? clockZone('local');
    const ranges = namedRanges(Date.now(), zone);
    const chosen = ranges.findIndex(({ range }) => isSameRange(range, this.range));
    const onChange = ({ target }: Event): void =>
      this.actions?.showPeriod(ranges[(target as HTMLSelectElement).selectedIndex]?.range);
    return html`<select
      class="native-select chart-range"
      aria-label=${t('Time range')}
      @change=${onChange}
    >
      ${ranges.map(
        ({ title }, index) => html`<option .selected=${live(index === chosen)}>${title}</option>`,
      )}
      ${
        chosen < 0
          ? html`<option disabled .selected=${live(true)}>${t('Custom range')}</option>`
          : nothing
      }
    </select>`;
  }

  protected override chart(shown: ShownCharts): TemplateResult {
    const { outcomes } = shown.answer;
    return outcomeBars(outcomes, textsOf(shown), {
      width: this.width,
      active: partOf(outcomes, this.active),
      range: this.selectedBars(outcomes),
      ghosts: this.ghosts(outcomes),
      show: part => this.show(part),
      onKey: this.onKey,
      onPointer: this.onPointer,
    });
  }

  protected override table(shown: ShownCharts): TemplateResult {
    const { bars, statuses } = shown.answer.outcomes;
    const texts = textsOf(shown);
    const ghosts = this.ghosts(shown.answer.outcomes);
    return html`<table>
      <caption>
        ${t('Jobs by time and status, in periods of {0}. Periods without jobs are omitted.', texts.step)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('Time')}</th>
          <th scope="col" class="number">${t('Jobs')}</th>
          ${ghosts ? html`<th scope="col" class="number">${t('Earlier')}</th>` : nothing}
          ${statuses.map(status => html`<th scope="col" class="number">${statusName(status)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${bars.map(({ counts }, bar) =>
          sum(counts) + (ghosts?.[bar] ?? 0) > 0
            ? html`<tr>
                <th scope="row">${texts.period(bar)}</th>
                ${[sum(counts), ...(ghosts ? [ghosts[bar] ?? 0] : []), ...counts].map(
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
    const names = statuses.slice(0, maxInLegend);
    const stop = Math.max(0, names.indexOf(this.legendStop));
    return html`<ul class="legend" aria-label=${t('Statuses')} @keydown=${this.onLegendKey}>
        ${names.map((status, index) => {
          const isOn = this.statuses.includes(status);
          return html`<li>
            <button
              type="button"
              class="legend-item"
              tabindex=${this.asTable && index === stop ? '0' : '-1'}
              aria-pressed=${isOn}
              title=${isOn ? t('Show all statuses') : t('Show only {0}', statusName(status))}
              @click=${() => this.actions?.toggleStatus(status)}
            >
              ${swatch(markOf(status))}<span class="legend-name">${statusName(status)}</span>
              ${formatCount(sum(bars.map(({ counts }) => counts[index] ?? 0)))}
            </button>
          </li>`;
        })}
      </ul>
      ${
        this.earlier
          ? html`<p class="aside">${t('Outlines: jobs of the earlier period')}</p>`
          : nothing
      }
      ${
        undated > 0 && bars.length > 0
          ? html`<p class="aside">${undatedText(undated)}</p>`
          : nothing
      }`;
  }

  private ghosts({ bars }: Outcomes): readonly number[] | undefined {
    return this.earlier && ghostBars(bars, this.earlier);
  }

  private selectedBars(outcomes: Outcomes): BarRange | undefined {
    const { selected } = this;
    if (!selected) {
      return undefined;
    }
    const [a, b] = [barAt(outcomes, selected.from), barAt(outcomes, selected.to)];
    return { from: Math.min(a, b), to: Math.max(a, b) };
  }

  private show({ bar, segment }: BarPart): void {
    const { shown } = this;
    if (shown) {
      const { outcomes } = shown.answer;
      this.active = activeAt(outcomes, { bar, ...(segment === undefined ? {} : { segment }) });
      this.showBars(outcomes, { from: bar, to: bar }, this.active.status);
    }
  }

  private showBars({ bars }: Outcomes, { from, to }: BarRange, status?: string): void {
    this.selected = undefined;
    const range = { kind: 'between', from: bars[from]?.from, to: bars[to]?.to } as const;
    this.actions?.showPeriod(range, status);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.shown) {
      return;
    }
    const { outcomes } = this.shown.answer;
    if (event.key === 'ArrowDown' && this.active.status === undefined) {
      event.preventDefault();
      this.querySelector<HTMLElement>('.legend-item')?.focus();
      return;
    }
    const before = startOf(outcomes, partOf(outcomes, this.active).bar);
    const next = moveActive(event.key, outcomes, this.active);
    if (next) {
      const from = this.selected?.from ?? before;
      this.selected = event.shiftKey ? { from, to: next.start } : undefined;
      this.active = event.shiftKey ? { start: next.start } : next;
      void this.updateComplete.then(() => this.focusActive());
    } else if (event.key === 'Escape' && this.selected) {
      this.selected = undefined;
    } else if (event.key === 'Enter' || event.key === ' ') {
      const range = this.selectedBars(outcomes);
      if (range) {
        this.showBars(outcomes, range);
      } else {
        this.show(partOf(outcomes, this.active));
      }
    } else {
      return;
    }
    event.preventDefault();
  };

  private readonly onPointer = (event: PointerEvent): void => {
    const outcomes = this.shown?.answer.outcomes;
    if (!outcomes) {
      return;
    }
    const { x, isOver } = this.drag.follow(event);
    if (!x) {
      // The pointer only moves over bars that may be selected by the keyboard.
      this.selected = event.type === 'pointermove' ? this.selected : undefined;
      return;
    }
    const slot = slotWidth(this.width, outcomes.bars.length);
    const startAt = (at: number): number =>
      startOf(outcomes, Math.min(outcomes.bars.length - 1, Math.max(0, Math.floor(at / slot))));
    this.selected = { from: startAt(x.from), to: startAt(x.to) };
    const range = this.selectedBars(outcomes);
    if (isOver && range) {
      this.showBars(outcomes, range);
    }
  };

  private legendStop = '';

  private readonly onLegendKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowUp') {
      event.preventDefault();
      this.focusActive();
      return;
    }
    const buttons = [...this.querySelectorAll<HTMLElement>('.legend-item')];
    const index = buttons.indexOf(event.target as HTMLElement);
    const key = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' }[event.key] ?? event.key;
    const next = moveInList(key, index, buttons.length);
    if (next !== undefined) {
      event.preventDefault();
      this.legendStop = this.shown?.answer.outcomes.statuses[next] ?? '';
      this.requestUpdate();
      buttons[next]?.focus();
    }
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

const textsOf = ({ answer, zone }: ShownCharts): ChartTexts =>
  new ChartTexts(answer.outcomes, zone);
