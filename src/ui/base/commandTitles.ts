import { t } from '@vscode/l10n';
import type { RemedyCommand } from '../../core/diagnostics/errors';
import { remedyTitles } from '../../core/diagnostics/remedyTitles';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import type { commands } from '../../ids';

/** The commands that messages and the status bar's tooltip offer. */
export type OfferedCommand =
  | RemedyCommand
  | Extract<
      keyof typeof commands,
      | 'openDashboard'
      | 'acknowledgeFailures'
      | 'endSampleData'
      | 'switchConnection'
      | 'simulateActions'
    >;

/** The label of a button or link that runs the command. */
export function titleOf(name: OfferedCommand): string {
  if (name === 'openDashboard') {
    return t('Open Dashboard');
  }
  if (name === 'acknowledgeFailures') {
    return t('Acknowledge All Failures');
  }
  if (name === 'switchConnection') {
    return t('Switch Connection');
  }
  if (name === 'simulateActions') {
    return t('Switch to Simulated Actions');
  }
  return name === 'endSampleData' ? sampleDataTexts.end : remedyTitles[name];
}
