import { t } from '@vscode/l10n';
import { singleLine } from '../text/singleLine';
import { isFull, isUsable, type ComputeEnvironment } from './computeEnvironment';
import type { JobQueue } from './jobQueue';
import type { QueueView } from './queueView';

/** What keeps jobs from starting, in whole sentences. */
export interface QueueProblem {
  readonly severity: 'error' | 'warning' | 'info';
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
  if (status === 'INVALID') {
    problems.push(problem('error', t('The queue is INVALID.'), statusReason));
  } else if (isLeaving(status)) {
    problems.push(problem('warning', t('The queue is being deleted.')));
  } else if (isChanging(status)) {
    problems.push(problem('info', t('The queue is in status {0}.', status), statusReason));
  }
  if (state === 'DISABLED') {
    problems.push(
      problem(
        'warning',
        t('The queue is DISABLED. It accepts no new jobs, but jobs already in it can finish.'),
      ),
    );
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
      problem('error', t('No compute environment of the queue accepts jobs, so no job can start.')),
    ];
  }
  return usable.every(isFull)
    ? [
        problem(
          'info',
          t('The compute environments are at their maximum, so jobs wait until others finish.'),
        ),
      ]
    : [];
}

export function environmentProblems(environment: ComputeEnvironment): readonly QueueProblem[] {
  const { state, status, statusReason } = environment;
  const name = singleLine(environment.name);
  const problems: QueueProblem[] = [];
  if (status === 'INVALID') {
    problems.push(problem('error', t('Compute environment {0} is INVALID.', name), statusReason));
  } else if (isLeaving(status)) {
    problems.push(problem('warning', t('Compute environment {0} is being deleted.', name)));
  } else if (isChanging(status)) {
    problems.push(
      problem('info', t('Compute environment {0} is in status {1}.', name, status), statusReason),
    );
  }
  if (state === 'DISABLED') {
    problems.push(
      problem('warning', t('Compute environment {0} is DISABLED. It starts no jobs.', name)),
    );
  }
  return problems;
}

const isLeaving = (status: string): boolean => status === 'DELETING' || status === 'DELETED';

const isChanging = (status: string): boolean => status === 'CREATING' || status === 'UPDATING';

/** The reason of AWS is the most precise explanation. */
const problem = (severity: QueueProblem['severity'], text: string, reason = ''): QueueProblem => ({
  severity,
  text: [text, singleLine(reason, maxReasonLength)].filter(Boolean).join(' '),
});

const maxReasonLength = 500;
