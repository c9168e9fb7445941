import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LogPreview } from '../../../src/protocol/logPreview';
import { icon } from '../controls/icons';

/** The last lines of the job's log, under the reason; lines that look like the error are marked. */
export function logPreview(
  log: LogPreview | undefined,
  onOpen: () => void,
): TemplateResult | typeof nothing {
  if (log === undefined) {
    return nothing;
  }
  return html`<section class="log" aria-label=${t('Last log lines')}>
    <div class="log-head">
      <h3>${t('Last log lines')}</h3>
      <vscode-button appearance="secondary" @click=${onOpen}>${t('Open Log')}</vscode-button>
    </div>
    ${log.kind === 'failed' ? html`<p class="aside">${log.message} ${log.remedy}</p>` : lines(log)}
  </section>`;
}

function lines({ lines: all }: Extract<LogPreview, { kind: 'lines' }>): TemplateResult {
  return all.length === 0
    ? html`<p class="aside">${t('No output yet.')}</p>`
    : html`<div class="log-lines" tabindex="0" role="group" aria-label=${t('Last log lines')}>
        ${all.map(({ text, isError }) =>
          isError
            ? html`<p class="log-line error">
                ${icon('error')}<span class="offscreen">${t('Error:')}</span> ${text}
              </p>`
            : html`<p class="log-line">${text}</p>`,
        )}
      </div>`;
}
