import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Job } from '../../core/job';
import type { JobStore } from '../../core/jobStore';
import { newestRows } from '../../core/newestRows';
import type { TaskTypes } from '../../core/taskTypes';

/** A list to pick from must open at once; the search of the dashboard reaches the rest. */
const mostPicks = 1_000;

export interface JobPicker {
  readonly store: JobStore;
  readonly taskTypes: TaskTypes;
}

/** Lets the user pick one of the newest jobs, for a command that was called on none. */
export async function pickJob(
  { store, taskTypes }: JobPicker,
  title: string,
  isFit: (job: Job) => boolean = () => true,
): Promise<string | undefined> {
  if (store.size === 0) {
    void vscode.window.showInformationMessage(t('There are no jobs yet. Refresh first.'));
    return undefined;
  }
  const newest = newestRows(store.rows, mostPicks).map(row => store.rows.read(row));
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
      label: job.jobName === '' ? job.jobId : job.jobName,
      description: `${job.status} · ${taskTypes.of(job)}`,
      detail: job.jobId,
    })),
    {
      title,
      placeHolder:
        fit.length === 1
          ? t('The only job for it')
          : t('Search the {count} newest jobs for it by name, status or id', { count: fit.length }),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.detail;
}
