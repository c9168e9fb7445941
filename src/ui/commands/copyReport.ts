import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { copyToClipboard } from '../base/clipboard';
import type { Reports } from '../base/reports';
import type { CommandHandler } from './command';

/** Copies the whole visible report. */
export const copyReport =
  (reports: Pick<Reports, 'shown'>): CommandHandler =>
  async () => {
    const text = reports.shown;
    if (text === undefined) {
      void vscode.window.showInformationMessage(t('No report is open.'));
      return;
    }
    await copyToClipboard(text, t('report'));
  };
