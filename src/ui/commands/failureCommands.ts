import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { causeTitle } from '../../core/causes/causeOf';
import { failureGroupText } from '../../core/failures/failureGroupText';
import type { FailureGroup } from '../../core/failures/failureGroups';
import { noFilter } from '../../core/filter/jobFilter';
import type { JobStore } from '../../core/store/jobStore';
import { listLabel } from '../../core/text/escapeText';
import { formatCount, jobCount } from '../../core/text/formatCount';
import { commands } from '../../ids';
import { copyToClipboard } from '../base/clipboard';
import type { Dashboard } from '../dashboard/dashboard';
import type { CommandHandler } from './command';
import { failureGroupOf } from './jobTargets';

export interface FailureCommandServices {
  readonly store: Pick<JobStore, 'get'>;
  readonly dashboard: Pick<Dashboard, 'show' | 'query' | 'failureGroup' | 'idsOf'>;
}

type FailureCommandName =
  'showFailureJobs' | 'openNewestEvent' | 'showFailureMedia' | 'copyFailures';

/** The commands on a group in the dashboard's list of failures. */
export function failureCommands(
  services: FailureCommandServices,
): Record<FailureCommandName, CommandHandler> {
  const onGroup =
    (run: (group: FailureGroup) => unknown): CommandHandler =>
    target => {
      const group = services.dashboard.failureGroup(failureGroupOf(target) ?? '');
      if (group) {
        return run(group);
      }
      void vscode.window.showInformationMessage(t('These failures are no longer shown.'));
      return undefined;
    };
  return {
    showFailureJobs: onGroup(group => showJobs(group, services)),
    openNewestEvent: onGroup(({ newestJobId }) =>
      vscode.commands.executeCommand(commands.openEvent, newestJobId),
    ),
    showFailureMedia: onGroup(group => showMedia(group, services)),
    copyFailures: onGroup(group =>
      copyToClipboard(failureGroupText(group), causeTitle(group.causeId)),
    ),
  };
}

/** Keeps the rest of the filter. */
function showJobs({ id }: FailureGroup, { dashboard }: FailureCommandServices): void {
  const filter = dashboard.query?.filter ?? noFilter;
  const statuses = filter.statuses.filter(status => status === 'FAILED');
  dashboard.show({ filter: { ...filter, statuses, text: `${filter.text} group:${id}`.trim() } });
}

const maxMedia = 1000;
const maxTextLength = 200;

interface MediaItem extends vscode.QuickPickItem {
  readonly mediaId: string;
}

/** Lists the media of a group's jobs, most failures first; selecting one shows all its jobs. */
async function showMedia(
  group: FailureGroup,
  { store, dashboard }: FailureCommandServices,
): Promise<void> {
  const jobIds = await dashboard.idsOf({ kind: 'failures', group: group.id }, Infinity);
  const failures = new Map<string, number>();
  for (const jobId of jobIds) {
    const mediaId = store.get(jobId)?.mediaId ?? '';
    if (mediaId !== '') {
      failures.set(mediaId, (failures.get(mediaId) ?? 0) + 1);
    }
  }
  if (failures.size === 0) {
    void vscode.window.showInformationMessage(t('None of these jobs has a media ID.'));
    return;
  }
  const items = [...failures]
    .sort(([, a], [, b]) => b - a)
    .slice(0, maxMedia)
    .map(([mediaId, count]): MediaItem => ({
      mediaId,
      label: listLabel(mediaId, maxTextLength),
      description: jobCount(count),
    }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: t('{cause}: {count} media affected', {
      cause: causeTitle(group.causeId),
      count: formatCount(failures.size),
    }),
    placeHolder:
      failures.size > maxMedia
        ? t('The {0} media with the most failures', formatCount(maxMedia))
        : t('Select a media item to show all its jobs'),
  });
  if (chosen) {
    dashboard.show({ filter: dashboard.query?.filter ?? noFilter, mediaId: chosen.mediaId });
  }
}
