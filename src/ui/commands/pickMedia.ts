import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { inSlices } from '../../core/base/timeSlicing';
import type { TaskTypes } from '../../core/job/taskTypes';
import { mediaOverview, type MediaSummary } from '../../core/media/mediaOverview';
import type { JobStore } from '../../core/store/jobStore';
import { RowTaskTypes } from '../../core/store/rowTaskTypes';
import { listLabel } from '../../core/text/escapeText';
import { formatCount, jobCount } from '../../core/text/formatCount';
import { formatAge } from '../../core/text/time';
import { acceptedItem } from '../base/acceptedItem';
import { systemClock } from '../base/clock';

/** Keeps the list fast; typing narrows it down. */
const maxPicks = 200;
const maxTextLength = 200;

interface MediaItem extends vscode.QuickPickItem {
  readonly mediaId: string;
}

/** Lets the user pick one of all media, the newest first; undefined if cancelled. */
export async function pickMedia(
  store: JobStore,
  taskTypes: Pick<TaskTypes, 'of'>,
): Promise<string | undefined> {
  const { rows } = store;
  const overview = await inSlices(
    mediaOverview(rows, new RowTaskTypes(rows, taskTypes.of)),
    systemClock,
  );
  if (overview.size === 0) {
    const none = store.size === 0 ? t('No jobs yet. Refresh first.') : t('No job has a media ID.');
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  const picker = vscode.window.createQuickPick<MediaItem>();
  picker.title = t('Find Media');
  picker.placeholder = t('Search {0} media by part of the ID', formatCount(overview.size));
  const search = (text: string): void => {
    picker.items = overview.search(text, maxPicks).map(itemOf);
  };
  search('');
  picker.onDidChangeValue(search);
  return (await acceptedItem(picker))?.mediaId;
}

function itemOf({ mediaId, jobs, failed, newest }: MediaSummary): MediaItem {
  const parts = [
    jobCount(jobs),
    ...(failed > 0 ? [t('{0} failed', formatCount(failed))] : []),
    ...(newest > -Infinity ? [formatAge(newest, Date.now())] : []),
  ];
  return {
    mediaId,
    label: listLabel(mediaId, maxTextLength),
    description: parts.join(' · '),
    // VS Code would search again, by its own rules and in these items only.
    alwaysShow: true,
  };
}
