import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAbort } from '../../core/diagnostics/errors';
import { formatOf } from '../../core/export/exportLayout';
import { formatCount, jobCount } from '../../core/text/formatCount';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard } from '../../core/store/tableGuard';
import { plural } from '../../core/text/localization';
import type { TaskTypes } from '../../core/job/taskTypes';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { systemClock } from '../base/clock';
import type { Dashboard } from '../dashboard/dashboard';
import { askTarget, givenTarget, nameOf, targetAt } from '../export/exportTarget';
import { targetOf, defaultFileName, requestOf } from '../export/exportRequest';
import { settle, writeJobs, type ExportCounts } from '../export/exportJobs';
import { progressOf } from '../base/progressBar';

export interface ExportServices {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: Pick<JobFeed, 'state'>;
  readonly dashboard: Pick<Dashboard, 'query'>;
  readonly log: Pick<vscode.LogOutputChannel, 'info'>;
}

/** Writes the jobs that the dashboard shows, or those of the argument, to a file the user chooses. */
export const exportJobs =
  (services: ExportServices) =>
  async (target?: unknown): Promise<ExportCounts | undefined> => {
    const { store, queries, feed, dashboard, log } = services;
    const { filter, sort } = requestOf(target, dashboard.query);
    const query = queries.open(filter, sort);
    const sameTable = new TableGuard(store);
    try {
      const count = await countOf(query, store);
      if (count === 0) {
        void vscode.window.showInformationMessage(
          store.size === 0
            ? t('There are no jobs to export yet. Refresh first.')
            : t('No job passes the filter: there is nothing to export.'),
        );
        return undefined;
      }
      const uri =
        givenTarget(targetOf(target)) ??
        (await askTarget(
          t('Export {0}', jobCount(count)),
          defaultFileName(new Date(), isSample(feed.state) ? 'sample-jobs' : 'batch-jobs'),
        ));
      // The dialog may have been open for long.
      sameTable.require();
      const counts = uri && (await exportTo(uri, query, services));
      if (counts) {
        log.info(`exported ${counts.written} jobs, ${counts.gone} were gone`);
        report(uri, counts, services.feed.state.load.phase === 'loading');
      }
      return counts;
    } finally {
      query.dispose();
    }
  };

async function countOf(query: JobQuery, store: JobStore): Promise<number> {
  const jobs = await settle(query, store, systemClock, new AbortController().signal);
  jobs.dispose();
  return jobs.size;
}

/** Absent when it was cancelled. */
function exportTo(
  uri: vscode.Uri,
  query: JobQuery,
  { store, taskTypes }: ExportServices,
): Thenable<ExportCounts | undefined> {
  const location = vscode.ProgressLocation.Notification;
  const title = t('Exporting to {0}', nameOf(uri));
  return vscode.window.withProgress({ location, title, cancellable: true }, async (bar, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      const jobs = await settle(query, store, systemClock, abort.signal);
      try {
        const target = await targetAt(uri);
        const report = progressOf(bar, jobs.size);
        return await writeJobs(
          jobs,
          formatOf(nameOf(uri)),
          taskTypes.of,
          target,
          abort.signal,
          report,
        );
      } finally {
        jobs.dispose();
      }
    } catch (error) {
      if (isAbort(error)) {
        return undefined;
      }
      throw error;
    }
  });
}

/** Says what was written, and what is not in it. Waits for nobody. */
function report(uri: vscode.Uri, { written, gone }: ExportCounts, isLoading: boolean): void {
  const sentences = [
    t('Exported {0} to {1}.', jobCount(written), nameOf(uri)),
    gone > 0 ? removedText(gone) : '',
    isLoading ? t('The table is still being read: jobs that come later are not in it.') : '',
  ];
  const acts: Readonly<Record<string, string>> = {
    [t('Open')]: 'vscode.open',
    // Only a file of this computer can be shown by its own file manager.
    ...(uri.scheme === 'file' && vscode.env.remoteName === undefined
      ? { [t('Reveal')]: 'revealFileInOS' }
      : {}),
  };
  void vscode.window
    .showInformationMessage(sentences.filter(Boolean).join(' '), ...Object.keys(acts))
    .then(chosen => chosen && vscode.commands.executeCommand(acts[chosen] ?? '', uri));
}

function removedText(count: number): string {
  const figure = formatCount(count);
  return plural(
    count,
    t('{0} job went away meanwhile and is not in it.', figure),
    t('{0} jobs went away meanwhile and are not in it.', figure),
  );
}
