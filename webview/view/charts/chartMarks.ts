import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { toneClass } from '../controls/status';

/** A distinct pattern per status, since colour must never be the only cue. */
const drawings = {
  RUNNING: svg`<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" />`,
  STARTING: svg`<path d="M-1 5L1 7M0 0L6 6M5 -1L7 1" />`,
  RUNNABLE: svg`<path d="M1.5 0V6M4.5 0V6" />`,
  PENDING: svg`<path d="M1.5 0.5V2.5M4.5 3.5V5.5" stroke-width="2" />`,
  SUBMITTED: svg`<path d="M3 0V6M0 3H6" />`,
  unknown: svg`<path d="M0 1.5H6M0 4.5H6" />`,
} as const satisfies Record<string, SVGTemplateResult>;

/** Statuses drawn with a full fill or a tint instead of a pattern. */
const plain = { FAILED: 'solid', SUCCEEDED: 'light' } as const;

const patternId = (name: string): string => `pattern-${name}`;

/** The style of a status's mark: a class, and a fill that a class cannot express. */
export function markOf(status: string): { readonly class: string; readonly fill: string } {
  const tone = toneClass(status);
  if (status === 'FAILED' || status === 'SUCCEEDED') {
    return { class: `mark ${plain[status]} ${tone}`, fill: 'none' };
  }
  const name = Object.hasOwn(drawings, status) ? status : 'unknown';
  return { class: `mark ${tone}`, fill: `url(#${patternId(name)})` };
}

/** Shared by all charts of the page; include once. */
export const patterns: TemplateResult = html`<svg class="patterns" aria-hidden="true">
  <defs>
    ${Object.entries(drawings).map(
      ([name, drawing]) =>
        svg`<pattern
          id=${patternId(name)}
          class=${`pattern ${toneClass(name)}`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
        >${drawing}</pattern>`,
    )}
  </defs>
</svg>`;

/** A sample of a mark for the legend. */
export function swatch(mark: { readonly class: string; readonly fill: string }): TemplateResult {
  return html`<svg class="swatch" aria-hidden="true">
    <rect class=${mark.class} fill=${mark.fill} x="0.5" y="0.5" width="11" height="11"></rect>
  </svg>`;
}
