import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionMode } from '../../../src/core/actions/actionLog';
import { actionName } from '../../../src/core/actions/actionNames';
import { formatCount, jobCount } from '../../../src/core/text/formatCount';
import type { BulkAction, FailureCommand } from '../../../src/protocol/toHost';
import type { ShownFailureGroup } from '../../../src/protocol/failures';
import { formatRate } from '../../format';
import { icon } from '../controls/icons';
import {
  countedValue,
  figuresLine,
  maxOnLine,
  revisionTexts,
  timeText,
  unresolvedText,
  type TimeTexts,
} from './groupTexts';
import { hourBars } from './hourBars';

export interface GroupActions {
  /** Shows the group's jobs in the table. */
  readonly showJobs: (group: string) => void;
  readonly run: (command: FailureCommand, group: string) => void;
  readonly act: (action: BulkAction, group: string) => void;
  readonly toggle: (group: string) => void;
  readonly activate: (group: string) => void;
}

export interface GroupStyle extends TimeTexts {
  readonly mode: ActionMode;
  readonly isUnfolded: boolean;
  readonly isActive: boolean;
  /** Failures of all groups. */
  readonly failures: number;
  /** The end of the time axis. */
  readonly lastHour: number;
}

/** A group of like failures: one line, and what it is and what to do about it below. */
export function failureGroup(
  group: ShownFailureGroup,
  style: GroupStyle,
  actions: GroupActions,
): TemplateResult {
  const { id, cause, signature, count, unresolved, hours } = group;
  const { isUnfolded, isActive, failures, lastHour } = style;
  return html`<li
    class=${isActive ? 'failure active' : 'failure'}
    data-group=${id}
    data-vscode-context=${contextOf(id)}
  >
    <div class="failure-line">
      <h3 class="failure-title">
        <button
          type="button"
          class=${isUnfolded ? 'failure-head open' : 'failure-head'}
          data-key="head"
          tabindex=${isActive ? 0 : -1}
          aria-expanded=${isUnfolded}
          aria-controls=${isUnfolded ? `failure-${id}` : nothing}
          aria-describedby=${`figures-${id}`}
          title=${t('Press Enter to show these jobs, Space to unfold')}
          @click=${() => actions.toggle(id)}
          @focus=${() => actions.activate(id)}
        >
          ${icon('chevron')}
          <span class="failure-cause">${cause.title}</span>
          <span class="failure-signature">${signature}</span>
        </button>
      </h3>
      <span class="failure-count tone-failed" .style=${`--share:${count / failures}`}
        ><b>${formatCount(count)}</b> ${formatRate(count / failures)}</span
      >
      ${hourBars(hours, lastHour)}
    </div>
    <p class="failure-figures" id=${`figures-${id}`}>
      <span class="offscreen">${jobCount(count)},</span>
      <span class=${unresolved > 0 ? 'failure-unresolved' : ''}>${unresolvedText(unresolved)}</span>
      <span>${timesText(group, style)}</span>
      <span>${figuresLine(group)}</span>
    </p>
    ${isUnfolded ? unfolded(group, style.mode, actions) : nothing}
  </li>`;
}

/** The context for VS Code's menus; see `webview/context` in the manifest. */
const contextOf = (group: string): string =>
  JSON.stringify({ webviewSection: 'failures', group, preventDefaultContextMenuItems: true });

function timesText({ firstTime, lastTime }: ShownFailureGroup, style: TimeTexts): string {
  const last = timeText(lastTime, style);
  return firstTime === lastTime ? last : t('{0} to {1}', timeText(firstTime, style), last);
}

function unfolded(
  group: ShownFailureGroup,
  mode: ActionMode,
  actions: GroupActions,
): TemplateResult {
  const { id, cause } = group;
  return html`<div class="failure-body" id=${`failure-${id}`}>
    <section class="cause" aria-label=${t('Cause')}>
      <p>${cause.explanation}</p>
      <p>
        ${cause.remedy}
        ${cause.source === '' ? nothing : html`<a class="link" href=${cause.source}>${t('AWS documentation')}</a>`}
      </p>
    </section>
    ${lists(group)}
    <roving-group class="buttons" role="toolbar" aria-label=${t('Actions')}>
      ${buttonsOf(group, mode, actions)}
    </roving-group>
  </div>`;
}

/** What the line of the group cuts short. */
function lists({
  signature,
  taskTypes,
  revisions,
}: ShownFailureGroup): TemplateResult | typeof nothing {
  const facts = [
    ...(signature === '' ? [] : [fact(t('Reason'), signature, true)]),
    ...(taskTypes.length > maxOnLine
      ? [fact(t('Task types'), taskTypes.map(countedValue).join(', '))]
      : []),
    ...(revisions.length > maxOnLine
      ? [fact(t('Job definitions'), revisionTexts(revisions).join(' · '))]
      : []),
  ];
  return facts.length === 0 ? nothing : html`<dl class="facts">${facts}</dl>`;
}

/** In the order of the context menu. */
function buttonsOf(
  { id, media }: ShownFailureGroup,
  mode: ActionMode,
  actions: GroupActions,
): TemplateResult[] {
  const { run, act, showJobs } = actions;
  return [
    button('jobs', t('Show These Jobs'), () => showJobs(id)),
    button('event', t('Open Newest Event'), () => run('openNewestEvent', id)),
    button('logs', t('Search Logs of These Jobs…'), () => run('searchLogs', id)),
    ...(media > 0
      ? [button('media', t('Show Affected Media…'), () => run('showFailureMedia', id))]
      : []),
    button('copy', t('Copy as Text'), () => run('copyFailures', id)),
    button('acknowledge', t('Acknowledge Failure'), () => act('acknowledge', id)),
    button('retry', `${actionName('retry', mode)}…`, () => act('retry', id)),
  ];
}

const button = (key: string, title: string, run: () => void): TemplateResult =>
  html`<vscode-button
    appearance=${key === 'jobs' ? 'primary' : 'secondary'}
    data-key=${key}
    @click=${run}
    >${title}</vscode-button
  >`;

const fact = (label: string, value: string, isCode = false): TemplateResult =>
  html`<dt>${label}</dt>
    <dd><span class=${isCode ? 'name' : ''}>${value}</span></dd>`;
