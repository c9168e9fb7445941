import { homedir } from 'node:os';
import path from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAbort } from '../../core/diagnostics/errors';
import { formatCount } from '../../core/text/formatCount';
import { writeAll } from '../export/exportFile';
import { nameOf, targetAt } from '../export/exportTarget';
import { wholeLog } from '../logs/wholeLog';
import { onLog } from './logTargets';
import type { LogServices } from './openLog';

/** Frequent enough for visible progress. */
const reportMs = 100;

/** Writes the whole log to a file that the user selects, as its document shows it. */
export const saveLog = (services: LogServices) =>
  onLog(async uri => {
    const opened = services.logDocuments.logOf(uri);
    if (!opened?.log) {
      void vscode.window.showInformationMessage(t('This log has no lines to save.'));
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    const file = await vscode.window.showSaveDialog({
      title: t('Save Whole Log'),
      defaultUri: vscode.Uri.joinPath(folder, path.posix.basename(uri.path)),
    });
    const count = file && (await save(services, opened, file));
    if (file && count !== undefined) {
      reportSaved(file, count);
    }
  });

/** Resolves with the number of entries; undefined if cancelled. */
function save(
  { logAccess }: LogServices,
  { log, view }: NonNullable<ReturnType<LogServices['logDocuments']['logOf']>>,
  file: vscode.Uri,
): Thenable<number | undefined> {
  const location = vscode.ProgressLocation.Notification;
  const title = t('Saving {0}', nameOf(file));
  return vscode.window.withProgress({ location, title, cancellable: true }, async (bar, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let count = 0;
    let reportedAt = 0;
    const onProgress = (done: number): void => {
      count = done;
      if (Date.now() - reportedAt >= reportMs) {
        reportedAt = Date.now();
        bar.report({ message: t('{0} entries', formatCount(done)) });
      }
    };
    try {
      const reader = await logAccess.reader();
      const target = await targetAt(file);
      if (log) {
        await writeAll(wholeLog(reader, log, view, abort.signal, onProgress), target);
      }
      return count;
    } catch (error) {
      if (isAbort(error)) {
        return undefined;
      }
      throw error;
    }
  });
}

function reportSaved(file: vscode.Uri, count: number): void {
  const open = t('Open');
  void vscode.window
    .showInformationMessage(
      t('Saved {count} entries to {file}.', { count: formatCount(count), file: nameOf(file) }),
      open,
    )
    .then(chosen => chosen && vscode.commands.executeCommand('vscode.open', file));
}
