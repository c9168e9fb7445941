import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionMode } from '../../../src/core/actions/actionLog';
import { repeat } from 'lit/directives/repeat.js';
import { actionName, entryName } from '../../../src/core/actions/actionNames';
import { formatCount } from '../../../src/core/text/formatCount';
import type { JobAction } from '../../../src/core/actions/jobActions';
import type { Preferences } from '../../../src/protocol/schemas';
import type { JobActionState } from '../../../src/protocol/history';
import type { JobCommand } from '../../../src/protocol/toHost';
import '../controls/actionMenu';
import type { MenuItem } from '../controls/actionMenu';
import { section, type DetailsContext } from './facts';
import { noteOf, outcomeLabel, timeOf, whoOf } from '../history/historyWords';

export interface ActionHandlers {
  readonly act: (action: JobAction) => void;
  readonly run: (command: JobCommand) => void;
  /** Shows the job's entries in the action history. */
  readonly showHistory: () => void;
}

export interface ActionButtons {
  readonly defaultButtons: TemplateResult;
  /** A menu with the other actions. */
  readonly more: TemplateResult;
}

/** Buttons for the actions on the job. */
export function actionButtons(
  { broken, acknowledged, disabledReasons }: JobActionState,
  status: string,
  mode: ActionMode,
  { act, run }: ActionHandlers,
): ActionButtons {
  const item = (action: JobAction): MenuItem => ({
    title: actionName(action, mode),
    disabledReason: disabledReasons[action],
    run: () => act(action),
  });
  const groups: readonly (readonly MenuItem[])[] = [
    ...(mode === 'live'
      ? [
          [
            {
              title: t('Retry with Changes…'),
              disabledReason: disabledReasons.retry,
              run: () => run('retryWithChanges'),
            },
          ],
        ]
      : []),
    [
      item(broken ? 'unmarkBroken' : 'markBroken'),
      {
        title: acknowledged ? t('Unacknowledge Failure') : t('Acknowledge Failure'),
        disabledReason:
          status === 'FAILED' || acknowledged ? undefined : t('The job has not failed.'),
        run: () => run(acknowledged ? 'unacknowledgeJob' : 'acknowledgeJob'),
      },
    ],
    [
      { title: t('Compare with Last Success'), run: () => run('compareWithLastSuccess') },
      { title: t('Show All Jobs of This Media'), run: () => run('showMedia') },
    ],
    [
      { title: t('Open Log'), run: () => run('openLog') },
      { title: t('Open in AWS Console'), run: () => run('openInConsole') },
      { title: t('Open Logs in CloudWatch'), run: () => run('openLogs') },
    ],
  ];
  return {
    defaultButtons: html`<div class="buttons">
        ${actionButton(item('retry'))} ${actionButton(item('abort'))}
      </div>
      ${[item('retry'), item('abort')].map(disabledNote)}`,
    more: html`<action-menu
      .label=${t('More Actions')}
      .groups=${groups}
      .isBrief=${true}
    ></action-menu>`,
  };
}

/**
 * Not `disabled`: a button that becomes available with the job's next state must keep the focus and state why
 * it is unavailable. Set as a property, because the library does not pass this attribute to its inner button.
 */
function actionButton({ title, disabledReason, run }: MenuItem): TemplateResult {
  const isOff = disabledReason !== undefined;
  return html`<vscode-button
    class=${isOff ? 'action off' : 'action'}
    appearance="secondary"
    .ariaDisabled=${String(isOff)}
    title=${disabledReason ?? nothing}
    @click=${() => {
      if (!isOff) {
        run();
      }
    }}
    >${title}${isOff ? html`<span class="offscreen"> ${disabledReason}</span>` : nothing}</vscode-button
  >`;
}

/** The reason for the eye; the button has it for screen readers. */
const disabledNote = ({ title, disabledReason }: MenuItem): TemplateResult | typeof nothing =>
  disabledReason === undefined
    ? nothing
    : html`<p class="aside" aria-hidden="true">${t('{0}: {1}', title, disabledReason)}</p>`;

/** The latest actions on the job. */
export function actionsSection(
  context: DetailsContext,
  { recentActions, earlierActions }: JobActionState,
  preferences: Pick<Preferences, 'timeZone'>,
  { showHistory }: ActionHandlers,
): TemplateResult | typeof nothing {
  if (recentActions.length === 0) {
    return nothing;
  }
  const list = html`<ol class="recent-actions">
      ${repeat(
        recentActions,
        ({ id }) => id,
        entry =>
          html`<li>
            <div class="recent-action-head">
              <span class="recent-action-name">${entryName(entry)}</span>
              ${outcomeLabel(entry.outcome)}
            </div>
            <div class="aside">${timeOf(entry, preferences)} ${whoOf(entry)}</div>
            ${entry.detail === '' ? nothing : html`<div class="recent-action-detail">${entry.detail}</div>`}
            ${noteOf(entry)}
          </li>`,
      )}
    </ol>
    <button type="button" class="link all-actions" @click=${showHistory}>
      ${earlierActions > 0 ? t('Show All {count} in Action History', { count: formatCount(recentActions.length + earlierActions) }) : t('Show in Action History')}
    </button>`;
  return section(context, 'actions', t('Actions'), list);
}
