import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { noFilter } from '../../src/core/filter/jobFilter';
import { remedyTitles } from '../../src/core/diagnostics/remedyTitles';
import type { RemedyCommand } from '../../src/core/diagnostics/errors';
import type { LoadState } from '../../src/protocol/state';
import { formatCount, jobCount } from '../../src/core/text/formatCount';
import { plural } from '../../src/core/text/localization';
import { formatAge } from '../../src/core/text/time';
import { clip } from '../format';
import type { PageModel } from '../model/pageModel';
import { focusSearch } from './controls/focus';
import { icon, type IconName } from './controls/icons';

type Failed = Extract<LoadState, { phase: 'failed' }>;

/** Shown instead of the table while there are no jobs; each state says what to do. */
export function stateWithoutJobs(model: PageModel): TemplateResult {
  const { host } = model;
  const load = host?.load;
  if (load?.phase === 'failed') {
    return failedState(model, load);
  }
  if (!host || load?.phase !== 'ready') {
    return loadingState(load);
  }
  if (host.connection.isBatch) {
    return notice(
      'inbox',
      t('No jobs yet'),
      html`<p>
          ${t(
            'AWS Batch in {0} has no recent jobs. New jobs appear automatically.',
            host.connection.region,
          )}
        </p>
        <div class="buttons">
          ${commandButton(model, 'checkConnection', 'primary')}
          ${commandButton(model, 'refresh', 'secondary')}
        </div>`,
    );
  }
  return notice(
    'inbox',
    t('No jobs yet'),
    html` <p>
        ${t(
          'Table {0} in {1} has no jobs. Check that:',
          host.connection.table,
          host.connection.region,
        )}
      </p>
      <ul>
        <li>${t('The EventBridge rule for Batch job state changes is enabled.')}</li>
        <li>${t('The Lambda function that the rule invokes runs without errors.')}</li>
        <li>${t('Jobs have run in AWS Batch since the rule and the function were deployed.')}</li>
      </ul>
      <div class="buttons">
        ${commandButton(model, 'checkConnection', 'primary')}
        ${commandButton(model, 'refresh', 'secondary')}
      </div>`,
  );
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

/** Shown instead of rows if no jobs match the filter. */
export function noMatchState(model: PageModel): TemplateResult {
  const [only, ...others] = model.empty.obstacles;
  return notice(
    'filter',
    t('No jobs match the filter'),
    html` <p>
        ${
          only && others.length === 0
            ? t('No jobs that match the rest of the filter match {0}.', clip(only.name, 60))
            : filteredOutText(model.host?.total ?? 0)
        }
      </p>
      <div class="buttons">
        ${model.empty.obstacles.map(({ name, rest, matching }) => {
          const part = clip(name, 60);
          return html`<vscode-button
            appearance="secondary"
            @click=${() => {
              model.replaceFilter(rest);
              focusSearch();
            }}
          >
            ${t('Remove {0} ({1})', part, jobCount(matching))}
          </vscode-button>`;
        })}
        <vscode-button
          appearance="secondary"
          @click=${() => {
            model.replaceFilter(noFilter);
            focusSearch();
          }}
        >
          ${t('Clear Filters')}
        </vscode-button>
      </div>`,
  );
}

function filteredOutText(total: number): string {
  const figure = formatCount(total);
  return plural(
    total,
    t('The filter hides the only job.'),
    t('The filter hides all {0} jobs.', figure),
  );
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

function notice(name: IconName, title: string, body: TemplateResult): TemplateResult {
  return html`<div class="notice">
    ${icon(name)}
    <h2>${title}</h2>
    ${body}
  </div>`;
}

function commandButton(
  model: PageModel,
  command: RemedyCommand,
  appearance: 'primary' | 'secondary',
): TemplateResult {
  return html`<vscode-button appearance=${appearance} @click=${() => model.requests.run(command)}
    >${remedyTitles[command]}</vscode-button
  >`;
}
