import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../core/diagnostics/errors';
import { searchProblem } from '../../core/filter/searchLimits';
import type { TreeFilter } from '../jobsView/treeFilter';

/** Filters the tree by typed search text, or by a keybinding's argument. */
export const filterTree =
  (filter: TreeFilter) =>
  async (target?: unknown): Promise<void> => {
    const given = typeof target === 'string' ? checked(target) : await prompt(filter.search);
    if (given !== undefined) {
      filter.use(given);
    }
  };

function prompt(current: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: t('Filter Jobs'),
    prompt: t('The view shows jobs that match this search. Leave empty to show all jobs.'),
    placeHolder: 'status:failed type:ingest reason:"out of memory" is:stuck age:<2h',
    value: current,
    validateInput: searchProblem,
  });
}

function checked(search: string): string {
  const problem = searchProblem(search);
  if (problem !== undefined) {
    throw new UserError(
      'search.unknown',
      problem,
      t('Correct the search. For the syntax, run "Batch Monitor: Open Guide…" and select Search.'),
      'showLog',
    );
  }
  return search;
}
