import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { formatCount } from '../../src/core/formatCount';
import { plural } from '../format';
import { stackHeights, type BarPlace } from '../model/chartShapes';
import { sum, type ChartTexts, type Outcomes } from '../model/chartTexts';
import { markOf } from './chartMarks';

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

export interface BarActions {
  /** The one tab stop. */
  readonly active: BarPlace;
  readonly show: (place: BarPlace) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The drawing: bars side by side, the parts of each one above the other. */
export function outcomeBars(
  { bars, statuses }: Outcomes,
  texts: ChartTexts,
  { active, show, onKey }: BarActions,
): TemplateResult {
  const scale = {
    places: Math.max(bars.length, fewestPlaces),
    most: Math.max(...bars.map(sum)),
  };
  return html`<svg
    class="outcomes chart-marks"
    role="group"
    aria-label=${`${plural(bars.length, 'bar')} of ${texts.step}, from ${texts.period(0)} on`}
    @keydown=${onKey}
  >
    <line class="grid-line" x1="0" x2="100%" y1=${top - 0.5} y2=${top - 0.5}></line>
    <line class="base-line" x1="0" x2="100%" y1=${top + plot + 0.5} y2=${top + plot + 0.5}></line>
    <g class="axis" aria-hidden="true">
      <text x="0" y=${top - 5}>${formatCount(scale.most)}</text>
      ${texts
        .labels()
        .map(
          ({ bar, text }) =>
            svg`<text x=${percent(bar / scale.places)} y=${top + plot + axis - 3}>${text}</text>`,
        )}
    </g>
    ${bars.map((counts, bar) =>
      sum(counts) > 0
        ? svg`<g class="bar" role="presentation">
            <title>${texts.bar(bar)}</title>
            ${whole(bar)} ${parts(counts, bar)}
          </g>`
        : nothing,
    )}
    ${ring(bars[active.bar] ?? [], active, scale)}
  </svg>`;

  function whole(bar: number): SVGTemplateResult {
    return svg`<rect
      class="bar-place"
      role="button"
      tabindex=${active.bar === bar && active.segment === undefined ? '0' : '-1'}
      aria-label=${`${texts.bar(bar)}. Show these jobs`}
      x=${percent(bar / scale.places)} y=${top}
      width=${percent(1 / scale.places)} height=${plot}
      @click=${() => show({ bar })}
    ></rect>`;
  }

  /** The parts of the active bar are buttons too; those of all bars would be hundreds. */
  function parts(counts: readonly number[], bar: number): (SVGTemplateResult | typeof nothing)[] {
    const heights = stackHeights(counts, scale.most, plot);
    const isActive = active.bar === bar;
    return counts.map((count, segment) => {
      const mark = markOf(statuses[segment] ?? '');
      return count > 0
        ? svg`<rect
            class=${mark.class}
            fill=${mark.fill}
            role=${isActive ? 'button' : nothing}
            tabindex=${isActive ? (active.segment === segment ? '0' : '-1') : nothing}
            aria-label=${isActive ? `${texts.segment(bar, segment)}. Show these jobs` : nothing}
            x=${percent((bar + (1 - barShare) / 2) / scale.places)}
            y=${top + plot - sum(heights.slice(0, segment + 1))}
            width=${percent(barShare / scale.places)} height=${heights[segment] ?? 0}
            @click=${() => show({ bar, segment })}
          ></rect>`
        : nothing;
    });
  }
}

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
