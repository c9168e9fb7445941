import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { remedyTitles } from '../../src/core/diagnostics/remedyTitles';
import type { RemedyCommand } from '../../src/core/diagnostics/errors';
import type { LoadState } from '../../src/protocol/state';
import { formatCount } from '../../src/core/text/formatCount';
import { formatAge } from '../../src/core/text/time';
import type { PageModel } from '../model/pageModel';
import { icon, type IconName } from './controls/icons';

type Failed = Extract<LoadState, { phase: 'failed' }>;

/** Shown instead of the table until jobs are read, or because they cannot be; undefined once they are. */
export function stateWithoutJobs(model: PageModel): TemplateResult | undefined {
  const { host } = model;
  const load = host?.load;
  if (load?.phase === 'failed') {
    return failedState(model, load);
  }
  if (!host || load?.phase !== 'ready') {
    return loadingState(load);
  }
  return undefined;
}

function loadingState(load: LoadState | undefined): TemplateResult {
  const loaded = load && 'loaded' in load ? load.loaded : 0;
  return html`<div class="notice" role="status">
    <span class="ring" aria-hidden="true"></span>
    <p>${loaded > 0 ? t('Loading jobs… {0} read', formatCount(loaded)) : t('Loading jobs…')}</p>
  </div>`;
}

/** Shown while the script of a part of the page loads. */
export function loadingPart(failed: boolean): TemplateResult {
  return failed
    ? notice(
        'error',
        t('Could not load this part of the dashboard'),
        html`<p>${t('Close the dashboard and open it again.')}</p>`,
      )
    : html`<div class="notice" role="status"><span class="ring" aria-hidden="true"></span></div>`;
}

function failedState(model: PageModel, { message, remedy, command }: Failed): TemplateResult {
  return html`<div role="alert" class="notice-frame">
    ${notice(
      'error',
      message,
      html` <p>${remedy}</p>
        <div class="buttons">
          ${command ? commandButton(model, command, 'primary') : nothing}
          ${
            command === 'refresh' || command === 'manageTrust'
              ? nothing
              : commandButton(model, 'refresh', 'secondary')
          }
        </div>`,
    )}
  </div>`;
}

/** Shown above outdated jobs: what failed, what to do, and the jobs' age. */
export function failureBanner(model: PageModel, now: number): TemplateResult | typeof nothing {
  const load = model.host?.load;
  if (load?.phase !== 'failed') {
    return nothing;
  }
  const { message, remedy, command } = load;
  const updatedAt = model.host?.updatedAt;
  return html`<div class="banner">
    ${icon('warning')}
    <div class="banner-text" role="alert"><strong>${message}</strong> ${remedy}</div>
    ${
      updatedAt === undefined
        ? nothing
        : html`<span class="aside">${t('Showing jobs as of {0}', formatAge(updatedAt, now))}</span>`
    }
    ${command ? commandButton(model, command, 'secondary') : nothing}
  </div>`;
}

/** A state that takes the place of the jobs. */
export function notice(name: IconName, title: string, body: TemplateResult): TemplateResult {
  return html`<div class="notice">
    ${icon(name)}
    <h2>${title}</h2>
    ${body}
  </div>`;
}

export function commandButton(
  model: PageModel,
  command: RemedyCommand,
  appearance: 'primary' | 'secondary',
): TemplateResult {
  return html`<vscode-button appearance=${appearance} @click=${() => model.requests.run(command)}
    >${remedyTitles[command]}</vscode-button
  >`;
}
