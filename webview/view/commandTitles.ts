import { t } from '@vscode/l10n';
import type { PageCommand } from '../../src/protocol';

/** What the buttons of the page's commands say; the same words as in the command palette. */
export const commandTitles: Readonly<Record<PageCommand, string>> = {
  get refresh() {
    return t('Refresh');
  },
  get openEvent() {
    return t('Open Full Event');
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
