import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  awsCliPage,
  foundText,
  installCommand,
  isTooOld,
  missingText,
} from '../../core/aws/awsCliInstall';
import { contextKeys } from '../../ids';
import { awsCliVersion } from '../connection/awsCli';
import { copyToClipboard } from '../base/clipboard';
import { ContextKey } from '../base/contextKey';
import { offerCommands } from '../base/commandButtons';
import type { OpenLink } from '../base/openLink';
import type { CommandHandler } from './command';

/**
 * Reports the installed AWS CLI, or how to install one. Resolves to its version without waiting for the
 * notification.
 */
export function checkAwsCli(openLink: OpenLink): CommandHandler {
  const contextKey = new ContextKey<boolean>(contextKeys.hasAwsCli);
  return async () => {
    if (!vscode.workspace.isTrusted) {
      const text = t('Batch Monitor does not run programs in a folder that you do not trust.');
      offerCommands('showWarningMessage', text, ['manageTrust']);
      return undefined;
    }
    const version = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: t('Looking for the AWS CLI') },
      () => awsCliVersion(),
    );
    const isUsable = version !== undefined && !isTooOld(version);
    contextKey.set(isUsable);
    if (isUsable) {
      void vscode.window.showInformationMessage(foundText(version));
    } else {
      void explain(
        version === undefined
          ? missingText(process.platform, vscode.env.remoteName)
          : foundText(version),
      );
    }
    return version;
  };

  async function explain(text: string): Promise<void> {
    const page = t('Open AWS Installation Guide');
    const command = t('Copy Command');
    const line = installCommand(process.platform);
    const chosen = await vscode.window.showWarningMessage(
      text,
      page,
      ...(line === undefined ? [] : [command]),
    );
    if (chosen === page) {
      await openLink(awsCliPage);
    } else if (chosen === command && line !== undefined) {
      await copyToClipboard(line, line);
    }
  }
}
