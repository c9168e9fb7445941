import * as vscode from 'vscode';
import type { JobStore } from '../../core/jobStore';
import { newestRows } from '../../core/newestRows';
import type { TaskTypes } from '../../core/taskTypes';
import type { EventDocuments } from '../eventDocuments';
import { jobIdOf } from './jobTargets';

/** A list to pick from must open at once; the search of the dashboard reaches the rest. */
const mostPicks = 1_000;

/** Opens the full event of a job: the one given, or one picked from the newest. */
export const openEvent =
  (documents: EventDocuments, store: JobStore, taskTypes: TaskTypes) =>
  async (target?: unknown): Promise<void> => {
    const jobId = jobIdOf(target) ?? (await pickJob(store, taskTypes));
    if (jobId !== undefined) {
      await documents.open(jobId);
    }
  };

async function pickJob(store: JobStore, taskTypes: TaskTypes): Promise<string | undefined> {
  if (store.size === 0) {
    void vscode.window.showInformationMessage('There are no jobs to open yet. Refresh first.');
    return undefined;
  }
  const newest = newestRows(store.rows, mostPicks).map(row => store.rows.read(row));
  const picked = await vscode.window.showQuickPick(
    newest.map(job => ({
      label: job.jobName === '' ? job.jobId : job.jobName,
      description: `${job.status} · ${taskTypes.of(job)}`,
      detail: job.jobId,
    })),
    {
      title: 'Open Full Event',
      placeHolder: `Search the ${newest.length} newest jobs by name, status or id`,
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.detail;
}
