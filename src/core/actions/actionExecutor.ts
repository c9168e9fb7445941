import { t } from '@vscode/l10n';
import type { ActionEntry, ActionOutcome } from './actionLog';
import { shortName } from './actionTexts';
import { definitionWithRevision, queueName } from '../job/arn';
import type { Job } from '../job/job';
import type { AwsAction } from './jobActions';
import { escapeText } from '../text/escapeText';

export interface Executed {
  readonly outcome: Extract<ActionOutcome, 'done' | 'failed'>;
  /** Shown to users: what was done, or would have been. */
  readonly detail: string;
}

/**
 * Performs an action in AWS, one job at a time. Everything around it (eligibility, preview, confirmation,
 * progress, history) is the same for all executors.
 */
export interface ActionExecutor {
  readonly mode: ActionEntry['mode'];
  /** Rejects with an `AbortError` if stopped by `signal`, and with any other error if the action failed. */
  execute(action: AwsAction, job: Job, signal: AbortSignal): Promise<Executed>;
}

/** Sends nothing; describes what would have been sent. */
export class SimulatedExecutor implements ActionExecutor {
  readonly mode = 'simulated';

  execute(action: AwsAction, job: Job, signal: AbortSignal): Promise<Executed> {
    return signal.aborted
      ? Promise.reject(signal.reason as Error)
      : Promise.resolve({ outcome: 'done', detail: wouldDo(action, job) });
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
