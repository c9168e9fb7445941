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
import { promptForTarget, targetFromArgument, nameOf, targetAt } from '../export/exportTarget';
import { targetOf, defaultFileName, requestOf } from '../export/exportRequest';
import { takeSnapshot, writeJobs, type ExportCounts } from '../export/exportJobs';
import { progressOf } from '../base/progressBar';

export interface ExportServices {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: Pick<JobFeed, 'state'>;
  readonly dashboard: Pick<Dashboard, 'query'>;
  readonly log: Pick<vscode.LogOutputChannel, 'info'>;
}

/** Exports the argument's jobs, or those in the dashboard, to a file the user selects. */
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
            ? t('No jobs to export yet. Refresh first.')
            : t('No jobs match the filter; nothing to export.'),
        );
        return undefined;
      }
      const uri =
        targetFromArgument(targetOf(target)) ??
        (await promptForTarget(
          t('Export {0}', jobCount(count)),
          defaultFileName(new Date(), isSample(feed.state) ? 'sample-jobs' : 'batch-jobs'),
        ));
      // The table may have changed while the dialog was open.
      sameTable.require();
      const counts = uri && (await exportTo(uri, query, services));
      if (counts) {
        log.info(`exported ${counts.written} jobs, ${counts.gone} were removed during the export`);
        report(uri, counts, services.feed.state.load.phase === 'loading');
      }
      return counts;
    } finally {
      query.dispose();
    }
  };

async function countOf(query: JobQuery, store: JobStore): Promise<number> {
  const jobs = await takeSnapshot(query, store, systemClock, new AbortController().signal);
  jobs.dispose();
  return jobs.size;
}

/** Undefined if cancelled. */
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
      const jobs = await takeSnapshot(query, store, systemClock, abort.signal);
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

/** Reports what was exported and what is missing. Fire and forget. */
function report(uri: vscode.Uri, { written, gone }: ExportCounts, isLoading: boolean): void {
  const sentences = [
    t('Exported {0} to {1}.', jobCount(written), nameOf(uri)),
    gone > 0 ? removedText(gone) : '',
    isLoading ? t('The table is still loading. Jobs that load later are not included.') : '',
  ];
  const buttons: Readonly<Record<string, string>> = {
    [t('Open')]: 'vscode.open',
    // The file manager can only show local files.
    ...(uri.scheme === 'file' && vscode.env.remoteName === undefined
      ? { [t('Reveal')]: 'revealFileInOS' }
      : {}),
  };
  void vscode.window
    .showInformationMessage(sentences.filter(Boolean).join(' '), ...Object.keys(buttons))
    .then(chosen => chosen && vscode.commands.executeCommand(buttons[chosen] ?? '', uri));
}

function removedText(count: number): string {
  const figure = formatCount(count);
  return plural(
    count,
    t('{0} job was removed during the export and is not included.', figure),
    t('{0} jobs were removed during the export and are not included.', figure),
  );
}
