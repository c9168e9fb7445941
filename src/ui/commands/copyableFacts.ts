import { t } from '@vscode/l10n';
import { jobConsoleLink } from '../../core/aws/consoleLinks';
import type { DashboardView } from '../../core/filter/dashboardLink';
import { formatCount } from '../../core/text/formatCount';
import type { Job } from '../../core/job/job';
import { noFilter } from '../../core/filter/jobFilter';
import { singleLine } from '../../core/text/singleLine';
import { found, jobArn, notFound, type Found } from '../../core/aws/jobLocation';
import { searchTerm } from '../../core/filter/formatFilter';

const maxIdLength = 60;

/** A fact of jobs that a command copies, with its messages. */
export interface CopyableFact {
  readonly title: () => string;
  readonly of: (job: Job) => Found;
  /** Messages for one job and for several. */
  readonly copied: (count: number, only?: string) => string;
  readonly missing: (count: number) => string;
}

export type CopyableFactName =
  'id' | 'arn' | 'name' | 'mediaId' | 'taskId' | 'link' | 'consoleLink';

export function copyableFacts(
  linkOf: (view: DashboardView) => string,
): Readonly<Record<CopyableFactName, CopyableFact>> {
  return {
    id: {
      title: () => t('Copy Job ID'),
      of: ({ jobId }) => found(jobId),
      // Names the id, because a keybinding in the view may apply to another job than intended.
      copied: (count, only = '') =>
        count === 1
          ? t('Copied the job ID {0}.', singleLine(only, maxIdLength))
          : t('Copied {0} job IDs.', formatCount(count)),
      missing: count =>
        count === 1 ? t('1 job has no ID.') : t('{0} jobs have no ID.', formatCount(count)),
    },
    arn: {
      title: () => t('Copy Job ARN'),
      of: jobArn,
      copied: count =>
        count === 1 ? t('Copied the job ARN.') : t('Copied {0} job ARNs.', formatCount(count)),
      missing: count =>
        count === 1
          ? t('1 job has no known ARN.')
          : t('{0} jobs have no known ARN.', formatCount(count)),
    },
    name: {
      title: () => t('Copy Job Name'),
      of: ({ jobName }) => textOr(jobName, t('This job has no name.')),
      copied: count =>
        count === 1 ? t('Copied the job name.') : t('Copied {0} job names.', formatCount(count)),
      missing: count =>
        count === 1 ? t('1 job has no name.') : t('{0} jobs have no name.', formatCount(count)),
    },
    mediaId: {
      title: () => t('Copy Media ID'),
      of: ({ mediaId }) => textOr(mediaId, t('This job has no media ID.')),
      copied: count =>
        count === 1 ? t('Copied the media ID.') : t('Copied {0} media IDs.', formatCount(count)),
      missing: count =>
        count === 1
          ? t('1 job has no media ID.')
          : t('{0} jobs have no media ID.', formatCount(count)),
    },
    taskId: {
      title: () => t('Copy Task ID'),
      of: ({ taskId }) => textOr(taskId, t('This job has no task ID.')),
      copied: count =>
        count === 1 ? t('Copied the task ID.') : t('Copied {0} task IDs.', formatCount(count)),
      missing: count =>
        count === 1
          ? t('1 job has no task ID.')
          : t('{0} jobs have no task ID.', formatCount(count)),
    },
    link: {
      title: () => t('Copy Link to Job'),
      of: ({ jobId }) => found(linkOf({ filter: { ...noFilter, text: searchTerm('id', jobId) } })),
      copied: count =>
        count === 1
          ? t('Copied a link to the job in the dashboard.')
          : t('Copied links to {0} jobs in the dashboard.', formatCount(count)),
      missing: count =>
        count === 1 ? t('1 job has no link.') : t('{0} jobs have no link.', formatCount(count)),
    },
    consoleLink: {
      title: () => t('Copy AWS Console Link'),
      of: jobConsoleLink,
      copied: count =>
        count === 1
          ? t('Copied a link to the job in the AWS console.')
          : t('Copied links to {0} jobs in the AWS console.', formatCount(count)),
      missing: count =>
        count === 1
          ? t('1 job has no AWS console link.')
          : t('{0} jobs have no AWS console link.', formatCount(count)),
    },
  };
}

const textOr = (text: string | undefined, reason: string): Found =>
  text === undefined || text === '' ? notFound(reason) : found(text);

/** The result of a copy: the clipboard text, if any, and sentences that describe it. */
export interface CopyOutcome {
  readonly text: string | undefined;
  readonly sentences: readonly string[];
  /** Whether requested values are missing. */
  readonly isPartial: boolean;
}

/** `gone`: the number of jobs no longer in the table; `isCut`: there are more jobs than these. */
export function copyOutcome(
  fact: CopyableFact,
  jobs: readonly Job[],
  gone = 0,
  isCut = false,
): CopyOutcome {
  const all = jobs.map(fact.of);
  const texts = all.flatMap(one => (one.ok ? [one.text] : []));
  const reasons = all.flatMap(one => (one.ok ? [] : [one.reason]));
  const [reason] = reasons;
  const sentences = [
    ...(texts.length > 0 ? [fact.copied(texts.length, texts[0])] : []),
    ...(reason === undefined ? [] : [all.length === 1 ? reason : fact.missing(reasons.length)]),
    ...(gone > 0 ? [removedText(gone)] : []),
    ...(isCut ? [t('Only the first {0} jobs are included.', formatCount(jobs.length))] : []),
  ];
  return {
    text: texts.length > 0 ? texts.join('\n') : undefined,
    sentences,
    isPartial: reasons.length > 0 || gone > 0 || isCut,
  };
}

const removedText = (count: number): string =>
  count === 1
    ? t('1 job is no longer in the table.')
    : t('{0} jobs are no longer in the table.', formatCount(count));
