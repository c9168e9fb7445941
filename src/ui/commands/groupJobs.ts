import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { groupingIds, isGroupingId, type GroupingId } from '../../core/tree/jobGrouping';
import { acceptedItem } from '../base/acceptedItem';
import { groupingTitle, type TreeGrouping } from '../jobsView/treeGrouping';

interface Pick extends vscode.QuickPickItem {
  readonly grouping: GroupingId;
}

/** Groups the tree as the user picks, or by a keybinding's argument. */
export const groupJobs =
  (grouping: TreeGrouping) =>
  async (target?: unknown): Promise<void> => {
    const chosen = isGroupingId(target) ? target : await pickGrouping(grouping.value);
    if (chosen) {
      grouping.use(chosen);
    }
  };

/** Preselects the current grouping, which `showQuickPick` cannot do. */
async function pickGrouping(current: GroupingId): Promise<GroupingId | undefined> {
  const picker = vscode.window.createQuickPick<Pick>();
  picker.title = t('Group Jobs By');
  picker.placeholder = t('Select how to group jobs');
  picker.items = groupingIds.map(id => ({
    grouping: id,
    label: groupingTitle(id),
    ...(id === current ? { description: t('current') } : {}),
  }));
  picker.activeItems = picker.items.filter(item => item.grouping === current);
  return (await acceptedItem(picker))?.grouping;
}
