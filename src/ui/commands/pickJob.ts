import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Job } from '../../core/job/job';
import type { JobStore } from '../../core/store/jobStore';
import { newestRows } from '../../core/query/newestRows';
import { listLabel } from '../../core/text/escapeText';
import type { TaskTypes } from '../../core/job/taskTypes';

/** A list to pick from must open at once; the search of the dashboard reaches the rest. */
const maxPicks = 1_000;
const maxTextLength = 200;

const plain = (text: string): string => listLabel(text, maxTextLength);

/**
 * Lets the user pick one of the newest jobs, for a command that was called on none; absent when they do
 * not. `title` says what for, `isFit` which jobs it is for.
 */
export type PickJob = (title: string, isFit?: (job: Job) => boolean) => Promise<string | undefined>;

export const pickJobOf =
  (store: JobStore, taskTypes: TaskTypes): PickJob =>
  async (title, isFit = () => true) => {
    if (store.size === 0) {
      void vscode.window.showInformationMessage(t('There are no jobs yet. Refresh first.'));
      return undefined;
    }
    const newest = newestRows(store.rows, maxPicks).map(row => store.rows.read(row));
    const fit = newest.filter(isFit);
    if (fit.length === 0) {
      void vscode.window.showInformationMessage(
        t('{title}: none of the newest {count} jobs is one for it.', {
          title,
          count: newest.length,
        }),
      );
      return undefined;
    }
    const picked = await vscode.window.showQuickPick(
      fit.map(job => ({
        label: plain(job.jobName) || plain(job.jobId),
        description: plain(`${job.status} · ${taskTypes.of(job)}`),
        detail: plain(job.jobId),
        jobId: job.jobId,
      })),
      {
        title,
        placeHolder: t('Search the {0} newest jobs by name, status or ID', fit.length),
        matchOnDescription: true,
        matchOnDetail: true,
      },
    );
    return picked?.jobId;
  };
