import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { renderCheckReport, verdict } from '../../core/checkReport';
import { isAbort } from '../../core/errors';
import { loadAws } from '../../data/lazyAws';
import type { Reports } from '../reports';
import type { Connections } from '../connections';

/** Tries the connection step by step and shows what was found, as text that can be copied. */
export const checkConnection =
  (connections: Connections, reports: Reports, log: vscode.LogOutputChannel) =>
  async (): Promise<void> => {
    const connection = connections.current;
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
