import { t } from '@vscode/l10n';
import type { RemedyCommand } from './errors';

/** Labels of remedy buttons, the same words as in the command palette. */
export const remedyTitles: Readonly<Record<RemedyCommand, string>> = {
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
  get signIn() {
    return t('Sign In');
  },
  get manageTrust() {
    return t('Manage Workspace Trust');
  },
  get selectProfile() {
    return t('Select Profile');
  },
  get selectRegion() {
    return t('Select Region');
  },
  get selectTable() {
    return t('Select Table');
  },
  get setUp() {
    return t('Set Up');
  },
  get openAwsSetup() {
    return t('Deploy AWS Resources');
  },
};
