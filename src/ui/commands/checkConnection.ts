import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  renderCheckReport,
  verdict,
  type CheckRemedy,
  type CheckStep,
} from '../../core/diagnostics/checkReport';
import { isAbort } from '../../core/diagnostics/errors';
import { remedyTitles } from '../../core/diagnostics/remedyTitles';
import type { CheckOptions } from '../../data/check/connectionCheck';
import type { Connection } from '../../data/config/connection';
import { sourceTraits } from '../connection/sourceTraits';
import { commands } from '../../ids';
import type { ActionModes } from '../actions/actionModes';
import { trustedAws } from '../connection/trustedAws';
import { offerCommands } from '../base/commandButtons';
import { effectiveProxy } from '../base/effectiveProxy';
import { errorText, runRemedy } from '../base/errorMessage';
import type { ReportButton, Reports } from '../base/reports';
import type { Connections } from '../connection/connections';
import type { Settings } from '../connection/settings';

export interface CheckServices {
  readonly connections: Connections;
  readonly settings: Settings;
  readonly reports: Reports;
  readonly modes: Pick<ActionModes, 'mode'>;
  readonly log: vscode.LogOutputChannel;
  /** The extension's version. */
  readonly version: string;
}

/** Runs the connection check and opens its report as a text document. */
export const checkConnection = (services: CheckServices) => async (): Promise<void> => {
  const { connections, settings, modes, reports, log } = services;
  const connection = connections.current;
  if (connection.isSample) {
    // Sample data has no connection, so offer the set-up.
    offerCommands(
      'showInformationMessage',
      t('Sample data is shown, so there is no connection to check.'),
      ['setUp', 'endSampleData'],
    );
    return;
  }
  const steps = await runWithProgress(connection, {
    regions: settings.values.connections.map(({ region }) => region),
    hasLiveActions: modes.mode === 'live',
  });
  if (!steps) {
    return;
  }
  const summary = verdict(steps);
  log.info(`connection check: ${summary}`);
  const { text, remedies } = renderCheckReport({
    about: about(connection, services.version),
    steps,
    problems: settings.problems,
    finishedAt: new Date(),
  });
  await reports.show(t('Connection Check'), text, [
    { line: 0, title: t('Copy Report'), command: commands.copyReport },
    { line: 0, title: t('Check Again'), command: commands.checkConnection },
    ...remedies.flatMap(({ line, remedy }) => buttonOf(line, remedy)),
  ]);
  const remedy = steps.find(({ outcome }) => outcome === 'failed')?.remedy;
  if (remedy) {
    showRemedy(summary, remedy);
  }
};

async function runWithProgress(
  connection: Connection,
  options: Pick<CheckOptions, 'regions' | 'hasLiveActions'>,
): Promise<CheckStep[] | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Checking the connection'),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const aws = await trustedAws();
      try {
        return await aws.checkConnection(connection, {
          ...options,
          signal: abort.signal,
          proxy: effectiveProxy(),
          onStep: (title, index, total) => {
            const message = t('{title} ({step} of {total})', { title, step: index + 1, total });
            progress.report({ message, increment: index === 0 ? 0 : 100 / total });
          },
        });
      } catch (error) {
        if (isAbort(error)) {
          return undefined;
        }
        throw error;
      }
    },
  );
}

function about(connection: Connection, version: string): string[] {
  const { tableName, region, profile, endpoint } = connection;
  return [
    sourceTraits(connection).location(tableName, region),
    profile === undefined ? t('Default credentials') : t('Profile {0}', profile),
    ...(endpoint === undefined ? [] : [t('Endpoint {0}', endpoint)]),
    t('Batch Monitor {version}, VS Code {code}', { version, code: vscode.version }),
  ];
}

/** "Check Again" is always offered, so skip it here. */
function buttonOf(line: number, { command, argument }: CheckRemedy): ReportButton[] {
  return command === 'checkConnection'
    ? []
    : [
        {
          line,
          title: remedyTitles[command],
          command: commands[command],
          ...(argument === undefined ? {} : { arguments: [argument] }),
        },
      ];
}

function showRemedy(summary: string, remedy: CheckRemedy): void {
  const again = t('Check Again');
  const title = remedy.command === 'checkConnection' ? again : remedyTitles[remedy.command];
  void vscode.window
    .showWarningMessage(errorText({ message: summary, remedy: remedy.text }), title)
    .then(chosen => chosen && runRemedy(remedy));
}
