import { html, type TemplateResult } from 'lit';
import { icon } from './icons';

/** What a part of the page leads back to. */
export interface WayBack {
  readonly back: () => void;
  /** `Back to Jobs` */
  readonly backTitle: string;
}

/** Leads back to the table or the failures from what is shown in their place. */
export function backButton({ back, backTitle }: WayBack): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${backTitle}
    title=${backTitle}
    @click=${back}
  >
    ${icon('back')}
  </button>`;
}
