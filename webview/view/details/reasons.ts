import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { DetailsAnswer } from '../../model/detailsFlow';
import { clip } from '../../format';
import { statusLabel, toneClass } from '../controls/status';
import type { DetailsContext } from './facts';

type Details = NonNullable<DetailsAnswer['details']>;

/** A reason up to this length is shown whole. */
const maxReasonLength = 1000;

/** The status and, of a job that ended, the exit code and the number of attempts. */
export function headline({ status, exitCode, attempts }: Details): TemplateResult {
  const parts = [
    ...(exitCode === undefined ? [] : [t('exit code {0}', exitCode)]),
    ...(attempts === undefined || attempts < 2 ? [] : [t('{0} attempts', attempts)]),
  ];
  return html`<p class="headline">
    ${statusLabel(status)}
    ${parts.length === 0 ? nothing : html`<span>· ${parts.join(' · ')}</span>`}
  </p>`;
}

/** Why the job is in its status. */
export function reasonBox(
  { copying, jobId }: DetailsContext,
  { status, reasons }: Details,
  isWhole: boolean,
  showAll: () => void,
): TemplateResult | typeof nothing {
  if (reasons.length === 0) {
    return nothing;
  }
  const isLong = !isWhole && reasons.some(({ length }) => length > maxReasonLength);
  return html`<div class="reasons ${toneClass(status)}">
    <div class="reason-texts">
      ${reasons.map(text => html`<p class="reason">${isWhole ? text : clip(text, maxReasonLength)}</p>`)}
      ${isLong ? html`<button type="button" class="link" @click=${showAll}>${t('Show All')}</button>` : nothing}
    </div>
    ${copying.button(`${jobId} reasons`, t('Reason'), reasons.join('\n'))}
  </div>`;
}
