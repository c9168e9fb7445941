import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { renderCheckReport, verdict } from '../../core/checkReport';
import { isAbort } from '../../core/errors';
import { sampleTexts } from '../../core/sampleTexts';
import { remedyTitles } from '../../core/remedyTitles';
import { loadAws } from '../../data/lazyAws';
import { commands } from '../../ids';
import type { Reports } from '../reports';
import type { Connections } from '../connections';

/** Tries the connection step by step and shows what was found, as text that can be copied. */
export const checkConnection =
  (connections: Connections, reports: Reports, log: vscode.LogOutputChannel) =>
  async (): Promise<void> => {
    const connection = connections.current;
    if (connection.isSample) {
      saySample();
      return;
    }
    const steps = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t('Checking'), cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const aws = await loadAws();
        return aws
          .checkConnection(connection, abort.signal, message => progress.report({ message }))
          .catch((error: unknown) => {
            if (isAbort(error)) {
              return undefined;
            }
            throw error;
          });
      },
    );
    if (!steps) {
      return;
    }
    log.info(`connection check: ${verdict(steps)}`);
    const { tableName, region, endpoint } = connection;
    const target = t(
      'Table {0}',
      [tableName, region, ...(endpoint === undefined ? [] : [endpoint])].join(', '),
    );
    await reports.show(t('Connection Check'), renderCheckReport(target, steps, new Date()));
  };

/** There is no connection then, and the way to one is the set-up. Waits for nobody. */
function saySample(): void {
  const acts: Readonly<Record<string, string>> = {
    [remedyTitles.setUp]: commands.setUp,
    [sampleTexts.end]: commands.endSampleData,
  };
  void vscode.window
    .showInformationMessage(
      t('These jobs are sample data: there is no connection to check.'),
      ...Object.keys(acts),
    )
    .then(chosen => chosen && vscode.commands.executeCommand(acts[chosen] ?? ''));
}
