import path from 'node:path';
import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { ActionEntry } from '../../core/actions/actionLog';
import { describeError } from '../../core/diagnostics/errors';
import { condenseMarks, type MarkEntry } from '../../core/actions/markEntries';
import { keepNewest, maxActions } from '../../core/actions/historyRetention';
import { checkActionEntry, checkMarkEntry } from '../../data/log/logEntrySchemas';
import { SharedLog } from '../../data/log/sharedLog';
import type { LogProblem } from '../../data/log/sharedLogTypes';
import { offerCommands } from '../base/commandButtons';
import { showStatusMessage } from '../base/statusMessage';
import { writeFailureText } from './diskErrors';

type Log = Pick<vscode.LogOutputChannel, 'warn' | 'info'>;

/** The maximum number of mark entries in memory before superseded ones are dropped. */
const maxMarkEntries = 10_000;

/** `folder`: the extension's global storage, shared by all windows and workspaces. */
export function actionLog(folder: vscode.Uri, log: Log): SharedLog<ActionEntry> {
  return new SharedLog({
    folder: path.join(folder.fsPath, 'actions'),
    check: checkActionEntry,
    condense: keepNewest,
    max: maxActions,
    report: reporter('action history', folder, log),
  });
}

export function markLog(folder: vscode.Uri, log: Log): SharedLog<MarkEntry> {
  return new SharedLog({
    folder: path.join(folder.fsPath, 'marks'),
    check: checkMarkEntry,
    condense: condenseMarks,
    max: maxMarkEntries,
    report: reporter('marks', folder, log),
  });
}

/** Reports a write failure once, until writing succeeds again, which is reported too. */
function reporter(name: string, folder: vscode.Uri, log: Log): (problem: LogProblem) => void {
  let isReported = false;
  return problem => {
    switch (problem.kind) {
      case 'damaged':
        log.warn(`${name}: ${problem.lines} lines of ${problem.file} could not be read`);
        break;
      case 'unreadable':
        log.warn(`${name}: could not be read: ${describeError(problem.error)}`);
        break;
      case 'unmerged':
        log.warn(`${name}: files could not be merged: ${describeError(problem.error)}`);
        break;
      case 'unwritable':
        log.warn(`${name}: could not be written: ${describeError(problem.error)}`);
        if (!isReported) {
          isReported = true;
          const message = writeFailureText(problem.error, folder.fsPath);
          offerCommands('showWarningMessage', message, ['showLog']);
        }
        break;
      case 'written':
        isReported = false;
        log.info(`${name}: all changes saved`);
        showStatusMessage(t('Action history and marks saved to disk'));
    }
  };
}
