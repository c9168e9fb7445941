import { t } from '@vscode/l10n';
import type { ActionEntry, ActionOutcome } from './actionLog';
import { actionName } from './actionNames';
import { refusalGroups, type ActionPlan, type Refusal, type RefusalGroup } from './actionPlan';
import { retryCausesText } from './retryCauses';
import { formatCount } from '../text/formatCount';
import type { Job } from '../job/job';
import { isAwsAction, type AwsAction, type JobAction } from './jobActions';
import { listed } from '../base/truncated';
import { messageLabel, escapeText } from '../text/escapeText';

type Mode = ActionEntry['mode'];

/** A dialog and its confirming button. */
export interface ConfirmText {
  readonly message: string;
  readonly detail: string;
  readonly button: string;
}

/** Names in a message; the list has all of them. */
const maxNames = 3;
const maxNameLength = 80;
const maxListedNames = 1000;

/**
 * Asks for confirmation of a plan with at least one eligible job. `about` says why the action is simulated, or where
 * a live one goes.
 */
export function confirmText(
  action: JobAction,
  mode: Mode,
  plan: ActionPlan,
  about = '',
): ConfirmText {
  const { eligible, refused } = plan;
  const detail = [
    modeText(action, mode, eligible.length),
    isAwsAction(action) ? about : '',
    eligible.length > 1 ? names(eligible) : '',
    succeededText(action, eligible),
    action === 'retry' ? retryCausesText(eligible) : '',
    refused.length > 0 ? `\n${refusedText(refused)}` : '',
  ];
  return {
    message: question(action, mode, eligible),
    detail: detail.filter(Boolean).join('\n'),
    button: actionName(action, mode),
  };
}

/** Says why nothing can be done, for a plan without eligible jobs. */
export function nobodyText(action: JobAction, mode: Mode, refused: readonly Refusal[]): string {
  const name = actionName(action, mode);
  const [first] = refused;
  return first && refused.length === 1
    ? t('{action} is not possible for {name}: {reason}', {
        action: name,
        name: shortName(first),
        reason: first.reason,
      })
    : t('{action} is not possible for any of the {count} jobs. {reasons}', {
        action: name,
        count: formatCount(refused.length),
        reasons: refusalGroups(refused).map(groupText).join(' '),
      });
}

/** A document that lists every job with what will be done. */
export function planDocument(action: JobAction, mode: Mode, plan: ActionPlan): string {
  const { eligible, refused } = plan;
  return [
    actionName(action, mode),
    modeText(action, mode, eligible.length),
    '',
    t('Eligible: {count}', { count: formatCount(eligible.length) }),
    ...eligible.map(job => `  ${subjectOf(job)}  ${escapeText(job.status, maxNameLength) || '–'}`),
    '',
    t('Not eligible: {count}', { count: formatCount(refused.length) }),
    ...refused.map(one => `  ${subjectOf(one)}  ${one.reason}`),
    '',
  ].join('\n');
}

/** Counts by outcome: "12 done, 3 skipped". */
export function countsText(counts: ReadonlyMap<ActionOutcome, number>): string {
  const parts: string[] = [];
  for (const [outcome, count] of counts) {
    if (count > 0) {
      parts.push(countText(outcome, formatCount(count)));
    }
  }
  return parts.join(', ');
}

function countText(outcome: ActionOutcome, count: string): string {
  switch (outcome) {
    case 'done':
      return t('{count} done', { count });
    case 'skipped':
      return t('{count} skipped', { count });
    case 'failed':
      return t('{count} failed', { count });
    case 'cancelled':
      return t('{count} canceled', { count });
    case 'unknown':
      return t('{count} unknown', { count });
  }
}

/** The job's name or id, safe within a sentence and in a notification. */
export const shortName = ({ jobName, jobId }: Pick<Job, 'jobName' | 'jobId'>): string =>
  messageLabel(jobName, maxNameLength) || messageLabel(jobId, maxNameLength);

/** A list has room for the full name and id of any normal job. */
const subjectOf = ({ jobName, jobId }: Pick<Job, 'jobName' | 'jobId'>): string =>
  `${escapeText(jobName, maxListedNames) || '–'}  ${escapeText(jobId, maxListedNames)}`;

function modeText(action: JobAction, mode: Mode, count: number): string {
  if (!isAwsAction(action)) {
    return t('The mark is stored on this computer. Nothing is sent to AWS.');
  }
  return mode === 'simulated'
    ? t('Simulated: nothing is sent to AWS, and no job changes.')
    : liveText(action, count === 1);
}

function liveText(action: AwsAction, isOne: boolean): string {
  switch (action) {
    case 'retry':
      return isOne
        ? t('Live: AWS Batch runs the job again, as a new job.')
        : t('Live: AWS Batch runs each job again, as a new job.');
    case 'abort':
      return isOne
        ? t('Live: AWS Batch terminates the job. You cannot undo this.')
        : t('Live: AWS Batch terminates each job. You cannot undo this.');
  }
}

function question(action: JobAction, mode: Mode, jobs: readonly Job[]): string {
  const [job] = jobs;
  if (job && jobs.length === 1) {
    return questionAboutOne(action, mode, shortName(job));
  }
  const count = formatCount(jobs.length);
  const isSimulated = mode === 'simulated';
  switch (action) {
    case 'retry':
      return isSimulated
        ? t('Retry {count} jobs (Simulated)?', { count })
        : t('Retry {count} jobs?', { count });
    case 'abort':
      return isSimulated
        ? t('Abort {count} jobs (Simulated)?', { count })
        : t('Abort {count} jobs?', { count });
    case 'markBroken':
      return t('Mark {count} jobs as broken?', { count });
    case 'unmarkBroken':
      return t('Remove the broken mark from {count} jobs?', { count });
  }
}

function questionAboutOne(action: JobAction, mode: Mode, name: string): string {
  const isSimulated = mode === 'simulated';
  switch (action) {
    case 'retry':
      return isSimulated ? t('Retry {name} (Simulated)?', { name }) : t('Retry {name}?', { name });
    case 'abort':
      return isSimulated ? t('Abort {name} (Simulated)?', { name }) : t('Abort {name}?', { name });
    case 'markBroken':
      return t('Mark {name} as broken?', { name });
    case 'unmarkBroken':
      return t('Remove the broken mark from {name}?', { name });
  }
}

function succeededText(action: JobAction, eligible: readonly Job[]): string {
  const count = eligible.filter(({ status }) => status === 'SUCCEEDED').length;
  if (action !== 'retry' || count === 0) {
    return '';
  }
  return count === 1
    ? eligible.length === 1
      ? t('This job has SUCCEEDED. Retrying runs it again.')
      : t('1 of these jobs has SUCCEEDED. Retrying runs it again.')
    : t('{count} of these jobs have SUCCEEDED. Retrying runs them again.', {
        count: formatCount(count),
      });
}

function refusedText(refused: readonly Refusal[]): string {
  const head =
    refused.length === 1
      ? t('1 job is not eligible:')
      : t('{count} jobs are not eligible:', { count: formatCount(refused.length) });
  return [head, ...refusalGroups(refused).map(group => `• ${groupText(group)}`)].join('\n');
}

const groupText = ({ reason, refusals }: RefusalGroup): string =>
  t('{reason} ({names})', { reason, names: names(refusals) });

function names(jobs: readonly Pick<Job, 'jobName' | 'jobId'>[]): string {
  const { shown, more } = listed(jobs, maxNames);
  const first = shown.map(shortName).join(', ');
  return more > 0
    ? t('{names} and {count} more', { names: first, count: formatCount(more) })
    : first;
}
