import { html, svg, type TemplateResult } from 'lit';
import { stackHeights } from '../../model/chartShapes';
import { sum, type Outcomes } from '../../model/chartTexts';
import { toneClass } from '../controls/status';

/** In pixels. */
const height = 18;

/** The share of its slot that a bar fills. */
const barShare = 0.8;

/** The outcomes over time without an axis, as wide as its place. For the eye: the charts have the figures. */
export function sparkline({ bars, statuses }: Outcomes): TemplateResult {
  const highest = Math.max(1, ...bars.map(({ counts }) => sum(counts)));
  const stacks = bars.map(({ counts }) => stackHeights(counts, highest, height));
  return html`<svg
    class="sparkline"
    viewBox=${`0 0 ${Math.max(1, bars.length)} ${height}`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${statuses.map((status, segment) => {
      const shape = stacks.map((stack, bar) => partShape(stack, bar, segment)).join('');
      return svg`<path class=${toneClass(status)} d=${shape}></path>`;
    })}
  </svg>`;
}

function partShape(stack: readonly number[], bar: number, segment: number): string {
  const part = stack[segment] ?? 0;
  const bottom = height - sum(stack.slice(0, segment));
  return part > 0 ? `M${bar} ${bottom}v${-part}h${barShare}v${part}z` : '';
}
