import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { DetailsAnswer } from '../../model/detailsFlow';

/** Why the job failed or waits, in words, and what to do. */
export function causePart({
  cause,
  wait,
  queue = [],
}: NonNullable<DetailsAnswer['details']>): readonly (TemplateResult | typeof nothing)[] {
  return [
    ...[wait ?? [], ...queue].flat().map(text => html`<p class="wait">${text}</p>`),
    cause
      ? html`<section class="cause" aria-label=${t('Cause')}>
          <h3>${cause.title}</h3>
          <p>${cause.explanation}</p>
          <p>${cause.remedy} <a class="link" href=${cause.source}>${t('AWS documentation')}</a></p>
        </section>`
      : nothing,
  ];
}
