import { t } from '@vscode/l10n';
import type { ActionEntry, ActionOutcome } from './actionLog';
import { isAwsAction, type JobAction } from './jobActions';

/**
 * The name of an action. Retry and abort say that they are simulated wherever they appear; marks belong to
 * Batch Monitor and are really set, so there is nothing to simulate.
 */
export function actionName(action: JobAction, mode: ActionEntry['mode']): string {
  const isSimulated = mode === 'simulated';
  switch (action) {
    case 'retry':
      return isSimulated ? t('Retry (Simulated)') : t('Retry');
    case 'abort':
      return isSimulated ? t('Abort (Simulated)') : t('Abort');
    case 'markBroken':
      return t('Mark as Broken');
    case 'unmarkBroken':
      return t('Remove Broken Mark');
  }
}

/** The name of an action that was run, for the history: one that reached AWS says so. */
export function entryName({ action, mode }: Pick<ActionEntry, 'action' | 'mode'>): string {
  if (mode === 'simulated' || !isAwsAction(action)) {
    return actionName(action, mode);
  }
  return action === 'retry' ? t('Retry (Live)') : t('Abort (Live)');
}

export function outcomeName(outcome: ActionOutcome): string {
  switch (outcome) {
    case 'done':
      return t('done');
    case 'skipped':
      return t('skipped');
    case 'failed':
      return t('failed');
    case 'cancelled':
      return t('canceled');
    case 'unknown':
      return t('unknown');
  }
}
