import { t } from '@vscode/l10n';
import { singleLine } from '../text/singleLine';
import { isFull, isUsable, type ComputeEnvironment } from './computeEnvironment';
import type { JobQueue } from './jobQueue';
import type { QueueView } from './queueView';

/** What keeps jobs from starting. */
export interface QueueProblem {
  readonly severity: 'error' | 'warning' | 'info';
  /** A few words for a narrow view. */
  readonly title: string;
  /** The same in whole sentences. */
  readonly text: string;
}

/** The problems of a queue and of its compute environments. */
export const queueProblems = (view: QueueView): readonly QueueProblem[] => [
  ...ownProblems(view.queue),
  ...jointProblems(view),
  ...view.environments.flatMap(environmentProblems),
];

function ownProblems({ state, status, statusReason }: JobQueue): readonly QueueProblem[] {
  const problems: QueueProblem[] = [];
  const title = t('Queue is {0}', status);
  if (status === 'INVALID') {
    const text = withReason(t('The queue is INVALID.'), statusReason);
    problems.push({ severity: 'error', title, text });
  } else if (isLeaving(status)) {
    problems.push({ severity: 'warning', title, text: t('The queue is being deleted.') });
  } else if (isChanging(status)) {
    const text = withReason(t('The queue is in status {0}.', status), statusReason);
    problems.push({ severity: 'info', title, text });
  }
  if (state === 'DISABLED') {
    problems.push({
      severity: 'warning',
      title: t('Queue is {0}', state),
      text: t('The queue is DISABLED. It accepts no new jobs, but jobs already in it can finish.'),
    });
  }
  return problems;
}

function jointProblems({ queue, environments }: QueueView): readonly QueueProblem[] {
  // A denied call leaves compute environments unknown.
  if (environments.length === 0 || environments.length < queue.environments.length) {
    return [];
  }
  const usable = environments.filter(isUsable);
  if (usable.length === 0) {
    return [
      {
        severity: 'error',
        title: t('No usable compute environment'),
        text: t('No compute environment of the queue accepts jobs, so no job can start.'),
      },
    ];
  }
  return usable.every(isFull)
    ? [
        {
          severity: 'info',
          title: t('Maximum vCPUs reached'),
          text: t(
            'The compute environments are at their maximum, so jobs wait until others finish.',
          ),
        },
      ]
    : [];
}

export function environmentProblems(environment: ComputeEnvironment): readonly QueueProblem[] {
  const { state, status, statusReason } = environment;
  const name = singleLine(environment.name);
  const problems: QueueProblem[] = [];
  const title = t('{0} is {1}', name, status);
  if (status === 'INVALID') {
    const text = withReason(t('Compute environment {0} is INVALID.', name), statusReason);
    problems.push({ severity: 'error', title, text });
  } else if (isLeaving(status)) {
    const text = t('Compute environment {0} is being deleted.', name);
    problems.push({ severity: 'warning', title, text });
  } else if (isChanging(status)) {
    const sentence = t('Compute environment {0} is in status {1}.', name, status);
    problems.push({ severity: 'info', title, text: withReason(sentence, statusReason) });
  }
  if (state === 'DISABLED') {
    problems.push({
      severity: 'warning',
      title: t('{0} is {1}', name, state),
      text: t('Compute environment {0} is DISABLED. It starts no jobs.', name),
    });
  }
  return problems;
}

const isLeaving = (status: string): boolean => status === 'DELETING' || status === 'DELETED';

const isChanging = (status: string): boolean => status === 'CREATING' || status === 'UPDATING';

/** The reason of AWS is the most precise explanation. */
const withReason = (text: string, reason: string): string =>
  [text, singleLine(reason, maxReasonLength)].filter(Boolean).join(' ');

const maxReasonLength = 500;
