import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { inSlices } from '../../core/base/timeSlicing';
import { causeTitle } from '../../core/causes/causeOf';
import { failureGroupText, groupFigures } from '../../core/failures/failureGroupText';
import { failureGroupsOf, type FailureGroup } from '../../core/failures/failureGroups';
import { noFilter } from '../../core/filter/jobFilter';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { JobStore } from '../../core/store/jobStore';
import { RowTaskTypes } from '../../core/store/rowTaskTypes';
import { listLabel } from '../../core/text/escapeText';
import { formatCount, jobCount } from '../../core/text/formatCount';
import { systemClock } from '../base/clock';
import { copyToClipboard } from '../base/clipboard';
import type { Dashboard } from '../dashboard/dashboard';
import { commands } from '../../ids';

const maxGroups = 200;
const maxTextLength = 200;

export interface ShowFailuresServices {
  readonly store: JobStore;
  readonly taskTypes: Pick<TaskTypes, 'of'>;
  readonly dashboard: Pick<Dashboard, 'show'>;
}

interface GroupItem extends vscode.QuickPickItem {
  readonly group: FailureGroup;
}

/** Lists the failures by cause, the largest group first; selecting one shows its jobs in the dashboard. */
export const showFailures = (services: ShowFailuresServices) => async (): Promise<void> => {
  const { rows } = services.store;
  const taskTypes = new RowTaskTypes(rows, services.taskTypes.of);
  const groups = await inSlices(failureGroupsOf(rows, taskTypes), systemClock);
  const { groups: shown, failures, unresolved } = groups.read(maxGroups);
  if (shown.length === 0) {
    void vscode.window.showInformationMessage(t('No failed jobs.'));
    return;
  }
  const picker = vscode.window.createQuickPick<GroupItem>();
  const [copy, open] = [
    { iconPath: new vscode.ThemeIcon('copy'), tooltip: t('Copy as Text') },
    { iconPath: new vscode.ThemeIcon('json'), tooltip: t('Open Newest Event') },
  ];
  picker.title = t('{0} failed, {1} unresolved', formatCount(failures), formatCount(unresolved));
  picker.placeholder = t('Select a cause to show its jobs');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = shown.map(group => ({ ...itemOf(group), buttons: [copy, open] }));
  picker.onDidTriggerItemButton(({ button, item: { group } }) => {
    if (button === copy) {
      void copyToClipboard(failureGroupText(group), causeTitle(group.causeId));
    } else {
      void vscode.commands.executeCommand(commands.openEvent, group.newestJobId);
    }
  });
  picker.onDidAccept(() => {
    const [item] = picker.activeItems;
    if (item) {
      services.dashboard.show({ filter: { ...noFilter, text: `group:${item.group.id}` } });
    }
    picker.hide();
  });
  picker.onDidHide(() => picker.dispose());
  picker.show();
};

function itemOf(group: FailureGroup): Omit<GroupItem, 'buttons'> {
  return {
    group,
    label: listLabel(causeTitle(group.causeId), maxTextLength),
    description: `${jobCount(group.count)} · ${groupFigures(group)}`,
    detail: listLabel(group.signature, maxTextLength),
  };
}
