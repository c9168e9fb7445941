import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { noFilter } from '../../src/core/filter/jobFilter';
import { formatCount, jobCount } from '../../src/core/text/formatCount';
import { plural } from '../../src/core/text/localization';
import { clip } from '../format';
import type { PageModel } from '../model/pageModel';
import { focusSearch } from './controls/focus';
import { commandButton, notice } from './states';

/** Shown instead of the table if there are no jobs at all; says what to do. */
export function noJobsState(model: PageModel): TemplateResult {
  const connection = model.host?.connection;
  if (connection?.isBatch) {
    return notice(
      'inbox',
      t('No jobs yet'),
      html`<p>
          ${t(
            'AWS Batch in {0} has no recent jobs. New jobs appear automatically.',
            connection.region,
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
          connection?.table ?? '',
          connection?.region ?? '',
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
