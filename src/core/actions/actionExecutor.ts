import { t } from '@vscode/l10n';
import type { ActionMode, ActionOutcome } from './actionLog';
import { shortName } from './actionTexts';
import { definitionWithRevision, queueName } from '../job/arn';
import type { Job } from '../job/job';
import type { AwsAction } from './jobActions';
import { escapeText } from '../text/escapeText';

export interface Executed {
  readonly outcome: ActionOutcome;
  /** Shown to users: what was done, or would have been, or why not. */
  readonly detail: string;
  /** The job that a retry submitted. */
  readonly newJobId?: string | undefined;
  /** The policy statement that allows what AWS denied. */
  readonly statement?: string | undefined;
}

/** What an executor needs of the run, and what it tells it. */
export interface ActionCall {
  /** Stops between two requests; never breaks one off that may have reached AWS. */
  readonly signal: AbortSignal;
  /**
   * Records that requests about these jobs are about to be sent, and resolves with those that still may be: nothing
   * is sent about the others, which have their outcomes already. `queue`: that of the new job.
   */
  readonly announce: (jobs: readonly Job[], queue?: string) => Promise<readonly Job[]>;
  readonly settle: (job: Job, executed: Executed) => void;
}

/**
 * Performs an action in AWS. Everything around it (eligibility, preview, confirmation, progress, history) is the
 * same for all executors.
 */
export interface ActionExecutor {
  readonly mode: ActionMode;
  /** The maximum number of jobs per call. */
  readonly groupSize: number;
  /**
   * Settles each job. Rejects with an `AbortError` if stopped by `signal`, and with any other error if the action
   * failed for the jobs that are not settled yet.
   */
  execute(action: AwsAction, jobs: readonly Job[], call: ActionCall): Promise<void>;
}

/** Sends nothing; describes what would have been sent. */
export class SimulatedExecutor implements ActionExecutor {
  readonly mode = 'simulated';
  readonly groupSize = 1;

  execute(action: AwsAction, jobs: readonly Job[], { signal, settle }: ActionCall): Promise<void> {
    if (signal.aborted) {
      return Promise.reject(signal.reason as Error);
    }
    jobs.forEach(job => settle(job, { outcome: 'done', detail: wouldDo(action, job) }));
    return Promise.resolve();
  }
}

function wouldDo(action: AwsAction, job: Job): string {
  const name = shortName(job);
  switch (action) {
    case 'retry': {
      const queue = shown(queueName(job.jobQueue));
      return t(
        'Simulated: would submit job {name} to queue {queue} with definition {definition}.',
        {
          name,
          queue,
          definition: shown(definitionWithRevision(job.jobDefinition)),
        },
      );
    }
    case 'abort':
      return t('Simulated: would terminate job {name} ({id}), which is {status}.', {
        name,
        id: shown(job.jobId),
        status: shown(job.status),
      });
  }
}

/** Limits each value, so that the others have room, too. */
const maxValueLength = 200;
const shown = (text: string): string => escapeText(text, maxValueLength) || '–';
