import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { formatCount } from '../../src/core/formatCount';
import { plural } from '../format';
import { moveInBars, stackHeights, type BarPlace } from '../model/chartShapes';
import type { ShownCharts } from '../model/chartsFlow';
import { ChartTexts, statusName, sum } from '../model/chartTexts';
import { ChartElement } from './chartElement';
import { markOf, swatch } from './chartMarks';

/** Heights in pixels: the label of the highest bar, the bars, the labels below. */
const top = 16;
const plot = 104;
const axis = 16;

/** Few bars are no wider than so many would be. */
const fewestPlaces = 20;

/** The part of its place that a bar takes. */
const barShare = 0.8;

const percent = (part: number): string => `${+(100 * part).toFixed(3)}%`;

interface Scale {
  /** For bars, side by side. */
  readonly places: number;
  /** Jobs of the highest bar. */
  readonly most: number;
}

export interface OutcomesActions {
  /** From, up to and not including; milliseconds since the epoch. */
  readonly showPeriod: (from: number, to: number, status?: string) => void;
}

/** Bars over time, stacked by status. Each leads to the jobs it stands for. */
export class OutcomesChart extends ChartElement {
  declare active: BarPlace;
  actions: OutcomesActions | undefined;
  protected override readonly name = 'Outcomes over time';

  constructor() {
    super();
    this.active = { bar: 0 };
  }

  protected override emptyText({ answer: { outcomes } }: ShownCharts): string | undefined {
    if (outcomes.bars.length > 0) {
      return undefined;
    }
    return outcomes.undated > 0
      ? 'No job that passes the filter has a readable time'
      : 'No jobs pass the filter';
  }

  protected override aside(shown: ShownCharts): string {
    return `${textsOf(shown).step} a bar`;
  }

  protected override chart(shown: ShownCharts): TemplateResult {
    const { bars } = shown.answer.outcomes;
    const texts = textsOf(shown);
    const places = Math.max(bars.length, fewestPlaces);
    const most = Math.max(...bars.map(sum));
    const active = this.place(bars);
    return html`<svg
      class="outcomes chart-marks"
      role="group"
      aria-label=${`${plural(bars.length, 'bar')} of ${texts.step}, from ${texts.period(0)} on`}
      @keydown=${this.onKey}
    >
      <line class="grid-line" x1="0" x2="100%" y1=${top - 0.5} y2=${top - 0.5}></line>
      <line class="base-line" x1="0" x2="100%" y1=${top + plot + 0.5} y2=${top + plot + 0.5}></line>
      <g class="axis" aria-hidden="true">
        <text x="0" y=${top - 5}>${formatCount(most)}</text>
        ${texts
          .labels()
          .map(
            ({ bar, text }) =>
              svg`<text x=${percent(bar / places)} y=${top + plot + axis - 3}>${text}</text>`,
          )}
      </g>
      ${bars.map((counts, bar) =>
        sum(counts) > 0 ? this.bar(shown, texts, bar, { places, most, active }) : nothing,
      )}
      ${ring(bars[active.bar] ?? [], active, { places, most })}
    </svg>`;
  }

  private bar(
    { answer }: ShownCharts,
    texts: ChartTexts,
    bar: number,
    { places, most, active }: Scale & { readonly active: BarPlace },
  ): SVGTemplateResult {
    const { bars, statuses } = answer.outcomes;
    const counts = bars[bar] ?? [];
    const heights = stackHeights(counts, most, plot);
    const [x, width] = [percent(bar / places), percent(1 / places)];
    const show = (segment?: number): void =>
      this.show({ bar, ...(segment === undefined ? {} : { segment }) });
    const tabStop = (segment?: number): string =>
      active.bar === bar && active.segment === segment ? '0' : '-1';
    let y = top + plot;
    return svg`<g class="bar" role="presentation">
      <title>${texts.bar(bar)}</title>
      <rect
        class="bar-place"
        role="button"
        tabindex=${tabStop()}
        aria-label=${`${texts.bar(bar)}. Show these jobs`}
        data-bar=${bar}
        x=${x} y=${top} width=${width} height=${plot}
        @click=${() => show()}
      ></rect>
      ${counts.map((count, segment) => {
        const height = heights[segment] ?? 0;
        y -= height;
        const mark = markOf(statuses[segment] ?? '');
        const isPart = active.bar === bar;
        return count > 0
          ? svg`<rect
              class=${mark.class}
              fill=${mark.fill}
              role=${isPart ? 'button' : nothing}
              tabindex=${isPart ? tabStop(segment) : nothing}
              aria-label=${isPart ? `${texts.segment(bar, segment)}. Show these jobs` : nothing}
              data-bar=${bar}
              data-segment=${segment}
              x=${percent((bar + (1 - barShare) / 2) / places)}
              y=${y} width=${percent(barShare / places)} height=${height}
              @click=${() => show(segment)}
            ></rect>`
          : nothing;
      })}
    </g>`;
  }

  protected override table(shown: ShownCharts): TemplateResult {
    const { bars, statuses } = shown.answer.outcomes;
    const texts = textsOf(shown);
    return html`<table>
      <caption>
        Jobs by time and status; periods of ${texts.step}, those without jobs are left out
      </caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col" class="number">Jobs</th>
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
    return html`<ul class="legend" aria-label="Statuses">
        ${statuses.map(
          (status, index) =>
            html`<li>
              ${swatch(markOf(status))}<span class="legend-name">${statusName(status)}</span>
              ${formatCount(sum(bars.map(counts => counts[index] ?? 0)))}
            </li>`,
        )}
      </ul>
      ${
        undated > 0 && bars.length > 0
          ? html`<p class="aside">${plural(undated, 'job')} without a readable time left out</p>`
          : nothing
      }`;
  }

  /** The active place, or a bar near it where this answer has no such place. */
  private place(bars: readonly (readonly number[])[]): BarPlace {
    const { bar, segment } = this.active;
    const counts = bars[bar] ?? [];
    if (segment === undefined ? sum(counts) > 0 : (counts[segment] ?? 0) > 0) {
      return this.active;
    }
    const near = Math.min(bar + 1, bars.length);
    return moveInBars('ArrowLeft', { bar: near }, bars) ?? { bar: 0 };
  }

  private show({ bar, segment }: BarPlace): void {
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
    const place = this.place(bars);
    const next = moveInBars(event.key, place, bars);
    if (next) {
      this.active = next;
      void this.updateComplete.then(() => this.focusActive());
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.show(place);
    } else {
      return;
    }
    event.preventDefault();
  };
}

customElements.define('outcomes-chart', OutcomesChart);

const textsOf = ({ answer, utcOffsetMinutes }: ShownCharts): ChartTexts =>
  new ChartTexts(answer.outcomes, utcOffsetMinutes);

/** Around what has the focus, above all bars, so that none of them hides it. */
function ring(
  counts: readonly number[],
  { bar, segment }: BarPlace,
  { places, most }: Scale,
): SVGTemplateResult {
  const heights = stackHeights(counts, most, plot);
  const height = segment === undefined ? plot : (heights[segment] ?? 0);
  const below = segment === undefined ? 0 : sum(heights.slice(0, segment));
  return svg`<rect
    class="focus-ring"
    x=${percent(bar / places)}
    y=${top + plot - below - height}
    width=${percent(1 / places)}
    height=${height}
  ></rect>`;
}
