import { html, nothing, type TemplateResult } from 'lit';
import type { Span } from '../../../src/core/job/timeline';

/** The waits and runs of a job, at their place in the period that all bars of a story share. */
export function storyBar(
  spans: readonly Span[],
  { from, to }: { readonly from: number; readonly to: number },
  tone: string,
): TemplateResult | typeof nothing {
  if (spans.length === 0) {
    return nothing;
  }
  const length = Math.max(1, to - from);
  const percent = (ms: number): string => `${Number(((ms / length) * 100).toFixed(3))}%`;
  // Hidden from screen readers: the words beside it say the same.
  return html`<div class="story-bar" aria-hidden="true">
    ${spans.map(
      ({ kind, start, end, isOpen }) =>
        html`<span
          class="span ${kind} ${isOpen ? 'open' : ''} ${kind === 'waiting' ? '' : tone}"
          .style=${`left:${percent(start - from)};width:${percent(end - start)}`}
        ></span>`,
    )}
  </div>`;
}
