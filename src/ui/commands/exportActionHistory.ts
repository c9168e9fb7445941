import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { filterActions } from '../../core/actions/actionFilter';
import { exportActions } from '../../core/export/exportActions';
import { formatOf } from '../../core/export/exportLayout';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { ActionHistory } from '../actions/actionHistory';
import { historyCount, type ActionHistoryView } from '../actions/historyView';
import { writeAll } from '../export/exportFile';
import { promptForTarget, targetFromArgument, nameOf, targetAt } from '../export/exportTarget';
import { targetOf, defaultFileName } from '../export/exportRequest';
import { filterOf } from './filterActionHistory';

/**
 * Exports the entries that match the argument's filter, or those in the view, to a file the user selects;
 * resolves to their number.
 */
export const exportActionHistory =
  (history: ActionHistory, view: ActionHistoryView, feed: Pick<JobFeed, 'state'>) =>
  async (argument?: unknown): Promise<number | undefined> => {
    await history.ready();
    const filter = filterOf((argument as { filter?: unknown } | undefined)?.filter);
    const entries = filter ? filterActions(history.entries, filter) : view.entries;
    if (entries.length === 0) {
      void vscode.window.showInformationMessage(
        history.entries.length === 0
          ? t('The action history is empty; nothing to export.')
          : t('No entries match the filter; nothing to export.'),
      );
      return undefined;
    }
    const uri =
      targetFromArgument(targetOf(argument)) ??
      (await promptForTarget(
        t('Export Action History ({0})', historyCount(entries.length)),
        defaultFileName(new Date(), isSample(feed.state) ? 'sample-actions' : 'batch-actions'),
      ));
    if (!uri) {
      return undefined;
    }
    await writeAll(exportActions(entries, formatOf(nameOf(uri))), await targetAt(uri));
    const open = t('Open');
    void vscode.window
      .showInformationMessage(
        t('Exported {entries} from the action history to {file}.', {
          entries: historyCount(entries.length),
          file: nameOf(uri),
        }),
        open,
      )
      .then(chosen => chosen && vscode.commands.executeCommand('vscode.open', uri));
    return entries.length;
  };
