import { t } from '@vscode/l10n';
import type { PageRemedy } from '../../src/protocol';

/** What the buttons against a failure say; the same words as in the command palette. */
export const commandTitles: Readonly<Record<PageRemedy, string>> = {
  get refresh() {
    return t('Refresh');
  },
  get checkConnection() {
    return t('Check Connection');
  },
  get openSettings() {
    return t('Open Settings');
  },
  get showLog() {
    return t('Show Log');
  },
};
