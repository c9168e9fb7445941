import { t } from '@vscode/l10n';
import type { ActionHistory } from '../actions/actionHistory';
import type { Dialogs } from '../actions/dialogs';
import { historyCount } from '../actions/historyView';

/** Clears the whole history, filtered or not, after a confirmation. Marks stay. */
export const clearActionHistory =
  (history: ActionHistory, dialogs: Dialogs) => async (): Promise<void> => {
    await history.ready();
    const count = history.entries.length;
    if (count === 0) {
      void dialogs.inform(t('The action history is already empty.'));
      return;
    }
    const clear = t('Clear');
    const answer = await dialogs.confirm(
      t('Clear the action history ({0})?', historyCount(count)),
      t(
        'This clears the history in all windows, including entries that the filter hides, and cannot be undone. Marks on jobs are kept.',
      ),
      clear,
    );
    if (answer === clear) {
      await history.clear();
    }
  };
