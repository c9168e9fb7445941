import { t } from '@vscode/l10n';
import type { SavedJobs } from '../../data/saved/savedJobs';
import type { Dialogs } from '../actions/dialogs';

/** Deletes the saved jobs of all connections. Those on screen stay, and are saved again in time. */
export const clearCache =
  (saved: Pick<SavedJobs, 'clear'>, { inform }: Pick<Dialogs, 'inform'>) =>
  async (): Promise<void> => {
    await saved.clear();
    void inform(t('The saved jobs of all connections are deleted.'));
  };
