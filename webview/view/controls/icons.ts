import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Icons on a 16 px grid, drawn in the current text colour. */
const shapes = {
  refresh: svg`<path d="M13.2 6.2A5.6 5.6 0 1 0 13.6 9"/><path d="M13.5 2.6v3.8H9.7"/>`,
  close: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  chevron: svg`<path d="M4 6.2l4 4 4-4"/>`,
  chevronUp: svg`<path d="M4 10l4-4 4 4"/>`,
  copy: svg`<path d="M5.5 5.5h8v8h-8z"/><path d="M3.5 10.5h-1v-8h8v1"/>`,
  ascending: svg`<path d="M8 13V3.5M4.3 7L8 3.3 11.7 7"/>`,
  descending: svg`<path d="M8 3v9.5M4.3 9L8 12.7 11.7 9"/>`,
  export: svg`<path d="M8 2.3v7.4M5 6.9l3 3 3-3M2.6 10.6v2.9h10.8v-2.9"/>`,
  check: svg`<path d="M3.5 8.6l3 3 6-7"/>`,
  warning: svg`<path d="M8 2.2l6.3 11.3H1.7z"/><path d="M8 6.5v3.4M8 11.4v.7"/>`,
  filter: svg`<path d="M2.5 4h11M4.5 8h7M6.5 12h3"/>`,
  link: svg`<path d="M6.8 9.2l2.4-2.4M7.4 4.9l1-1a2.6 2.6 0 0 1 3.7 3.7l-1 1M8.6 11.1l-1 1a2.6 2.6 0 0 1-3.7-3.7l1-1"/>`,
  beaker: svg`<path d="M6 2.5h4M6.8 2.5v4L3 13.5h10L9.2 6.5v-4M4.8 10.2h6.4"/>`,
  inbox: svg`<path d="M2.5 9.5v3.8h11V9.5M2.5 9.5h3l1 1.8h3l1-1.8h3M2.5 9.5l2-6.8h7l2 6.8"/>`,
  error: svg`<circle cx="8" cy="8" r="5.8"/><path d="M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2"/>`,
  pass: svg`<circle cx="8" cy="8" r="5.8"/><path d="M5.3 8.3l1.9 1.9 3.6-4.2"/>`,
  'play-circle': svg`<circle cx="8" cy="8" r="5.8"/><path d="M6.7 5.5v5L10.7 8z"/>`,
  'debug-start': svg`<path d="M4.5 3.2v9.6L12.3 8z"/>`,
  'debug-pause': svg`<path d="M5.5 3.5v9M10.5 3.5v9"/>`,
  watch: svg`<circle cx="8" cy="8" r="4.4"/><path d="M6 4l.5-2.4h3L10 4M6 12l.5 2.4h3L10 12M8 5.8V8l1.5 1"/>`,
  'arrow-circle-up': svg`<circle cx="8" cy="8" r="5.8"/><path d="M8 11V5.3M5.6 7.5L8 5.1l2.4 2.4"/>`,
  more: svg`<path d="M3 8h.1M8 8h.1M13 8h.1" stroke-width="2"/>`,
  history: svg`<path d="M3 4.2A6 6 0 1 1 2.2 8.6M2.6 2v3.2h3.2"/><path d="M8 5v3.2l2.2 1.4"/>`,
  back: svg`<path d="M7 3.5L2.8 8 7 12.5M3 8h10.5"/>`,
  skipped: svg`<circle cx="8" cy="8" r="5.8"/><path d="M5.2 8h5.6"/>`,
  cancelled: svg`<circle cx="8" cy="8" r="5.8"/><path d="M4 12l8-8"/>`,
  broken: svg`<path d="M2.6 2.6h10.8v10.8H2.6z"/><path d="M8.8 2.8L6.6 6.6l2.8 2L7.2 13.2"/>`,
  question: svg`<circle cx="8" cy="8" r="5.8"/><path d="M6.3 6.5a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11v.6"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** Decorative: hidden from assistive technology, because the text beside it says the same. */
export function icon(name: IconName, slot?: 'start'): TemplateResult {
  return html`<svg class="icon" slot=${slot ?? nothing} viewBox="0 0 16 16" aria-hidden="true">
    ${shapes[name]}
  </svg>`;
}
