import { html, nothing, type TemplateResult } from 'lit';
import { remedyTitles } from '../../../src/core/diagnostics/remedyTitles';
import { sampleDataTexts } from '../../../src/core/text/sampleDataTexts';
import type { PageModel } from '../../model/pageModel';
import { icon } from './icons';

/**
 * Marks sample data across the page, with buttons to end it or set up. `role="status"` makes screen readers
 * announce it.
 */
export function sampleBanner(model: PageModel): TemplateResult | typeof nothing {
  return model.isSample
    ? html`<section class="banner sample-banner" aria-label=${sampleDataTexts.name}>
        ${icon('beaker')}
        <strong class="banner-text" role="status">${sampleDataTexts.note}</strong>
        <span class="buttons">
          <vscode-button appearance="secondary" @click=${() => model.requests.run('endSampleData')}
            >${sampleDataTexts.end}</vscode-button
          >
          <vscode-button appearance="secondary" @click=${() => model.requests.run('setUp')}
            >${remedyTitles.setUp}</vscode-button
          >
        </span>
      </section>`
    : nothing;
}

/** Marks sample data where the banner may be covered. */
export const sampleMark = (): TemplateResult =>
  html`<p class="sample-mark">${icon('beaker')} ${sampleDataTexts.name}</p>`;
