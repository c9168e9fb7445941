import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isFiltering } from '../../core/actions/actionFilter';
import {
  actionOutcomes,
  noActionFilter,
  type ActionFilter,
  type ActionMode,
  type ActionOutcome,
} from '../../core/actions/actionLog';
import { actionName, outcomeName } from '../../core/actions/actionNames';
import { formatCount } from '../../core/text/formatCount';
import { jobActions, type JobAction } from '../../core/actions/jobActions';
import type { ActionHistory } from '../actions/actionHistory';
import { filterText, type ActionHistoryView } from '../actions/historyView';
import { hourMs } from '../../core/base/timeUnits';

/**
 * Filters the history by the argument, else by prompting for one criterion at a time, each applied at once,
 * until the user cancels.
 */
export const filterActionHistory =
  (history: ActionHistory, view: ActionHistoryView) =>
  async (target?: unknown): Promise<void> => {
    const given = filterOf(target);
    if (given) {
      view.filter = given;
      await view.show();
      return;
    }
    await view.show();
    await history.ready();
    while (await promptForCriterion(history, view)) {
      // Prompt for the next criterion.
    }
  };

type Criterion = keyof ActionFilter | 'clear';

/** Resolves to `false` when the user is done. */
async function promptForCriterion(
  history: ActionHistory,
  view: ActionHistoryView,
): Promise<boolean> {
  const { filter } = view;
  const item = (criterion: Criterion, label: string, on: Partial<ActionFilter>) => ({
    criterion,
    label,
    description: filterText({ ...noActionFilter, ...on }, view.mode),
  });
  const items = [
    item('actions', `$(zap) ${t('Action')}`, { actions: filter.actions }),
    item('outcomes', `$(pass) ${t('Outcome')}`, { outcomes: filter.outcomes }),
    item('text', `$(search) ${t('Job')}`, { text: filter.text }),
    item('since', `$(history) ${t('Time')}`, { since: filter.since }),
    ...(isFiltering(filter) ? [item('clear', `$(clear-all) ${t('Clear Filter')}`, {})] : []),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: t('Filter Action History'),
    placeHolder: t('{shown} of {all} entries match', {
      shown: formatCount(view.entries.length),
      all: formatCount(history.entries.length),
    }),
  });
  if (!chosen) {
    return false;
  }
  const change = await promptForValue(chosen.criterion, filter, view.mode);
  if (change) {
    view.filter = { ...view.filter, ...change };
  }
  return chosen.criterion !== 'clear';
}

async function promptForValue(
  criterion: Criterion,
  filter: ActionFilter,
  mode: ActionMode,
): Promise<Partial<ActionFilter> | undefined> {
  switch (criterion) {
    case 'clear':
      return noActionFilter;
    case 'actions': {
      const name = (action: JobAction): string => actionName(action, mode);
      const actions = await pickSome(t('Filter by Action'), jobActions, filter.actions, name);
      return actions && { actions };
    }
    case 'outcomes': {
      const all: readonly ActionOutcome[] = actionOutcomes;
      const outcomes = await pickSome(t('Filter by Outcome'), all, filter.outcomes, outcomeName);
      return outcomes && { outcomes };
    }
    case 'text': {
      const text = await vscode.window.showInputBox({
        title: t('Filter by Job'),
        prompt: t('Part of a job’s name, ID, media, or task. Leave empty to show all.'),
        value: filter.text,
      });
      return text === undefined ? undefined : { text };
    }
    case 'since':
      return pickTime();
  }
}

/** Selecting none means all. */
async function pickSome<T extends string>(
  title: string,
  all: readonly T[],
  current: readonly T[],
  nameOf: (one: T) => string,
): Promise<readonly T[] | undefined> {
  const items = all.map(one => ({ label: nameOf(one), one, picked: current.includes(one) }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: t('Select none to show all'),
    canPickMany: true,
  });
  return picked?.map(({ one }) => one);
}

async function pickTime(): Promise<Partial<ActionFilter> | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      { label: t('Any Time'), ms: undefined },
      { label: t('Last Hour'), ms: hourMs },
      { label: t('Last 24 Hours'), ms: 24 * hourMs },
      { label: t('Last 7 Days'), ms: 7 * 24 * hourMs },
      { label: t('Last 30 Days'), ms: 30 * 24 * hourMs },
    ],
    { title: t('Filter by Time') },
  );
  return picked && { since: picked.ms === undefined ? undefined : Date.now() - picked.ms };
}

/** Arguments come from keybindings, so they are validated. */
export function filterOf(target: unknown): ActionFilter | undefined {
  if (typeof target !== 'object' || target === null) {
    return undefined;
  }
  const { actions, outcomes, text, since } = target as Record<string, unknown>;
  const given = [actions, outcomes, text, since];
  if (given.every(part => part === undefined)) {
    return undefined;
  }
  const known = <T>(all: readonly T[], some: unknown): T[] =>
    all.filter(one => Array.isArray(some) && some.includes(one));
  return {
    actions: known(jobActions, actions),
    outcomes: known(actionOutcomes, outcomes),
    text: typeof text === 'string' ? text : '',
    since: typeof since === 'number' && Number.isFinite(since) ? since : undefined,
  };
}
