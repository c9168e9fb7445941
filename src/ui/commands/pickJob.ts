import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Job } from '../../core/job/job';
import type { JobStore } from '../../core/store/jobStore';
import { newestRows } from '../../core/query/newestRows';
import { listLabel } from '../../core/text/escapeText';
import type { TaskTypes } from '../../core/job/taskTypes';

/** Keeps the quick pick fast; the dashboard's search covers all jobs. */
const maxPicks = 1_000;
const maxTextLength = 200;

const plain = (text: string): string => listLabel(text, maxTextLength);

/**
 * Lets the user pick one of the newest jobs, for a command run without one; undefined if cancelled. `title`
 * names the command, `isEligible` selects eligible jobs.
 */
export type PickJob = (
  title: string,
  isEligible?: (job: Job) => boolean,
) => Promise<string | undefined>;

export const pickJobOf =
  (store: JobStore, taskTypes: TaskTypes): PickJob =>
  async (title, isEligible = () => true) => {
    if (store.size === 0) {
      void vscode.window.showInformationMessage(t('No jobs yet. Refresh first.'));
      return undefined;
    }
    const newest = newestRows(store.rows, maxPicks).map(row => store.rows.read(row));
    const eligible = newest.filter(isEligible);
    if (eligible.length === 0) {
      void vscode.window.showInformationMessage(
        t('{title} is not available for any of the {count} newest jobs.', {
          title,
          count: newest.length,
        }),
      );
      return undefined;
    }
    const picked = await vscode.window.showQuickPick(
      eligible.map(job => ({
        label: plain(job.jobName) || plain(job.jobId),
        description: plain(`${job.status} · ${taskTypes.of(job)}`),
        detail: plain(job.jobId),
        jobId: job.jobId,
      })),
      {
        title,
        placeHolder: t('Search the {0} newest jobs by name, status, or ID', eligible.length),
        matchOnDescription: true,
        matchOnDetail: true,
      },
    );
    return picked?.jobId;
  };
