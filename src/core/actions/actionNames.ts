import { t } from '@vscode/l10n';
import type { ActionEntry, ActionOutcome } from './actionLog';
import type { JobAction } from './jobActions';

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
  }
}
