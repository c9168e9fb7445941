import { t } from '@vscode/l10n';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { formatCount } from '../../../src/core/text/formatCount';
import { plural } from '../../../src/core/text/localization';
import { stackHeights, type BarPart } from '../../model/chartShapes';
import { sum, type ChartTexts, type Outcomes } from '../../model/chartTexts';
import { markOf } from './chartMarks';

/** Heights in pixels: the label above, the plot area, the labels below. */
const top = 16;
const plot = 104;
const axis = 16;

/** Limits the width of bars: with fewer bars, the rest stays empty. */
const minBars = 20;

/** A bar's share of its slot. */
const barShare = 0.8;

interface Scale {
  /** The width of a bar's slot, in pixels. */
  readonly step: number;
  /** The number of jobs of the highest bar. */
  readonly highest: number;
}

/** Bars next to each other that are being selected. */
export interface BarRange {
  readonly from: number;
  readonly to: number;
}

export interface BarActions {
  /** The width of the chart, in pixels. */
  readonly width: number;
  /** The part with the tab stop. */
  readonly active: BarPart;
  readonly range: BarRange | undefined;
  /** The jobs of an earlier period for each bar; absent without a comparison. */
  readonly ghosts: readonly number[] | undefined;
  readonly show: (barButton: BarPart) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onPointer: (event: PointerEvent) => void;
}

/** The width of a bar's slot, in pixels. */
export const slotWidth = (width: number, bars: number): number => width / Math.max(bars, minBars);

/** The space that the label of the bar of older jobs needs, in pixels. */
const olderWidth = 72;

/**
 * A stacked bar chart. All parts of a status are one path, since one element per part would be hundreds of
 * nodes.
 */
export function outcomeBars(
  { bars: outcomes, statuses }: Outcomes,
  texts: ChartTexts,
  { width, active, range, ghosts = [], show, onKey, onPointer }: BarActions,
): TemplateResult {
  const bars = outcomes.map(({ counts }) => counts);
  const scale = {
    step: slotWidth(width, bars.length),
    highest: Math.max(...bars.map(sum), ...ghosts),
  };
  const { older } = texts;
  const firstLabel = older === undefined ? 0 : Math.max(1, Math.ceil(olderWidth / scale.step));
  const heights = bars.map(counts => stackHeights(counts, scale.highest, plot));
  return html`<svg
    class="outcomes chart-marks"
    role="group"
    aria-label=${barsText(bars.length, texts)}
    @keydown=${onKey}
    @pointerdown=${onPointer}
    @pointermove=${onPointer}
    @pointerup=${onPointer}
    @pointercancel=${onPointer}
  >
    <line class="grid-line" x1="0" x2="100%" y1=${top - 0.5} y2=${top - 0.5}></line>
    <line class="base-line" x1="0" x2="100%" y1=${top + plot + 0.5} y2=${top + plot + 0.5}></line>
    <g class="axis" aria-hidden="true">
      <text x="0" y=${top - 5}>${formatCount(scale.highest)}</text>
      ${older === undefined ? nothing : svg`<text x="0" y=${top + plot + axis - 3}>${older}</text>`}
      ${texts
        .labels(firstLabel)
        .map(
          ({ bar, text }) =>
            svg`<text x=${round(bar * scale.step)} y=${top + plot + axis - 3}>${text}</text>`,
        )}
    </g>
    ${ghosts.length > 0 ? svg`<path class="ghost-bars" d=${ghosts.map((count, bar) => ghostShape(count, bar, scale)).join('')}></path>` : nothing}
    ${statuses.map((status, segment) => {
      const mark = markOf(status);
      return svg`<path
        class=${mark.class}
        fill=${mark.fill}
        d=${heights.map((stack, bar) => partShape(stack, bar, segment, scale)).join('')}
      ></path>`;
    })}
    ${bars.map((counts, bar) => (sum(counts) > 0 ? barButton(bar) : nothing))}
    ${parts(bars[active.bar] ?? [])} ${range ? band(range, scale) : nothing}
    ${ring(heights[active.bar] ?? [], active, scale)}
  </svg>`;

  function barButton(bar: number): SVGTemplateResult {
    return svg`<rect
      class="bar-place"
      role="button"
      tabindex=${active.bar === bar && active.segment === undefined ? '0' : '-1'}
      aria-label=${t('{0}. Show these jobs', bar === active.bar && range ? texts.range(range.from, range.to) : texts.bar(bar))}
      x=${round(bar * scale.step)} y=${top} width=${round(scale.step)} height=${plot}
      @click=${(event: MouseEvent) => show(partAt(event, bar, heights[bar] ?? []))}
    ><title>${texts.bar(bar)}</title></rect>`;
  }

  /** Only the parts of the active bar are buttons; those of all bars would be hundreds. */
  function parts(counts: readonly number[]): (SVGTemplateResult | typeof nothing)[] {
    const { bar } = active;
    const stack = heights[bar] ?? [];
    return counts.map((count, segment) =>
      count > 0
        ? svg`<rect
            class="bar-part"
            role="button"
            tabindex=${active.segment === segment ? '0' : '-1'}
            aria-label=${t('{0}. Show these jobs', texts.segment(bar, segment))}
            x=${round(bar * scale.step)}
            y=${round(top + plot - sum(stack.slice(0, segment + 1)))}
            width=${round(scale.step)} height=${round(stack[segment] ?? 0)}
            @click=${() => show({ bar, segment })}
          ></rect>`
        : nothing,
    );
  }
}

function barsText(count: number, texts: ChartTexts): string {
  const details = [formatCount(count), texts.step, texts.period(0)] as const;
  return plural(
    count,
    t('{0} bar of {1}, starting at {2}', ...details),
    t('{0} bars of {1}, starting at {2}', ...details),
  );
}

const round = (value: number): number => +value.toFixed(2);

function partShape(
  stack: readonly number[],
  bar: number,
  segment: number,
  { step }: Scale,
): string {
  const height = stack[segment] ?? 0;
  const x = round((bar + (1 - barShare) / 2) * step);
  const y = round(top + plot - sum(stack.slice(0, segment)));
  const width = round(barShare * step);
  return height > 0 ? `M${x} ${y}v${round(-height)}h${width}v${round(height)}z` : '';
}

/** The outline of a bar of an earlier period, a little wider than the bar in front of it. */
function ghostShape(count: number, bar: number, { step, highest }: Scale): string {
  const height = round((count / highest) * plot);
  const x = round(bar * step + 0.5);
  return count > 0
    ? `M${x} ${top + plot}v${-height}h${round(Math.max(1, step - 1))}v${height}`
    : '';
}

/**
 * A mouse click selects the part at its position, or the bar above them; a click by keyboard or screen
 * reader, the bar.
 */
function partAt(event: MouseEvent, bar: number, stack: readonly number[]): BarPart {
  const drawing = (event.currentTarget as Element).closest('svg');
  let above = top + plot - (event.clientY - (drawing?.getBoundingClientRect().top ?? 0));
  const segment = stack.findIndex(height => (above -= height) < 0 && height > 0);
  return event.detail === 0 || segment < 0 ? { bar } : { bar, segment };
}

/** The focus ring, drawn last so that no bar covers it. */
function ring(
  stack: readonly number[],
  { bar, segment }: BarPart,
  { step }: Scale,
): SVGTemplateResult {
  const height = segment === undefined ? plot : (stack[segment] ?? 0);
  const below = segment === undefined ? 0 : sum(stack.slice(0, segment));
  return svg`<rect
    class="focus-ring"
    x=${round(bar * step)}
    y=${round(top + plot - below - height)}
    width=${round(step)}
    height=${round(height)}
  ></rect>`;
}

/** The bars being selected. */
function band({ from, to }: BarRange, { step }: Scale): SVGTemplateResult {
  return svg`<rect
    class="bar-range"
    x=${round(from * step)}
    y=${top}
    width=${round((to - from + 1) * step)}
    height=${plot}
  ></rect>`;
}
