import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { isAbort, UserError } from '../../core/errors';
import { formatOf } from '../../core/exportRows';
import { formatCount } from '../../core/formatCount';
import type { JobQueries, JobQuery } from '../../core/jobQueries';
import type { JobStore } from '../../core/jobStore';
import type { TaskTypes } from '../../core/taskTypes';
import type { JobFeed } from '../../data/jobFeed';
import { systemClock } from '../clock';
import type { Dashboard } from '../dashboard';
import { FileTarget, WholeTarget, type ExportTarget } from '../exportFile';
import { targetOf, usualFileName, wishOf } from '../exportWish';
import { settle, writeJobs, type ExportCounts } from '../jobExport';

export interface ExportServices {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: TaskTypes;
  readonly feed: Pick<JobFeed, 'state'>;
  readonly dashboard: Pick<Dashboard, 'wish'>;
  readonly log: Pick<vscode.LogOutputChannel, 'info'>;
}

/** Writes the jobs that the dashboard shows, or those of the argument, to a file the user chooses. */
export const exportJobs =
  (services: ExportServices) =>
  async (target?: unknown): Promise<ExportCounts | undefined> => {
    const { store, queries, dashboard, log } = services;
    const { filter, sort } = wishOf(target, dashboard.wish);
    const query = queries.open(filter, sort);
    const { rows } = store;
    try {
      const count = await countOf(query, store);
      if (count === 0) {
        void vscode.window.showInformationMessage(
          store.size === 0
            ? 'There are no jobs to export yet. Refresh first.'
            : 'No job passes the filter: there is nothing to export.',
        );
        return undefined;
      }
      const uri = givenPlace(targetOf(target)) ?? (await askPlace(count));
      if (store.rows !== rows) {
        throw otherTable();
      }
      const counts = uri && (await exportTo(uri, query, services));
      if (counts) {
        log.info(`exported ${counts.written} jobs, ${counts.gone} were gone`);
        tell(uri, counts, services.feed.state.load.phase === 'loading');
      }
      return counts;
    } finally {
      query.dispose();
    }
  };

/** A dialog may be open for long. */
const otherTable = (): UserError =>
  new UserError(
    'export.table',
    'Another table has been opened meanwhile: nothing was exported.',
    'Export again, now from that table.',
    'showLog',
  );

async function countOf(query: JobQuery, store: JobStore): Promise<number> {
  const jobs = await settle(query, store, systemClock, new AbortController().signal);
  jobs.dispose();
  return jobs.size;
}

/** As users' keybindings have it, a text, or as code has it. */
function givenPlace(place: unknown): vscode.Uri | undefined {
  if (place === undefined || place instanceof vscode.Uri) {
    return place;
  }
  try {
    return vscode.Uri.parse(typeof place === 'string' ? place : '', true);
  } catch (error) {
    throw new UserError(
      'export.target',
      'The target of the export is no address of a file.',
      'Write one such as file:///home/me/jobs.csv.',
      'showLog',
      { cause: error },
    );
  }
}

function askPlace(count: number): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({
    title: `Export ${jobsText(count)}`,
    saveLabel: 'Export',
    defaultUri: vscode.Uri.joinPath(folder, usualFileName(new Date())),
    filters: { CSV: ['csv'], JSON: ['json'], 'JSON Lines': ['jsonl'] },
  });
}

/** Absent when it was cancelled. */
function exportTo(
  uri: vscode.Uri,
  query: JobQuery,
  { store, taskTypes }: ExportServices,
): Thenable<ExportCounts | undefined> {
  const location = vscode.ProgressLocation.Notification;
  const title = `Exporting to ${nameOf(uri)}`;
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

async function targetAt(uri: vscode.Uri): Promise<ExportTarget> {
  return uri.scheme === 'file'
    ? FileTarget.open(uri.fsPath)
    : new WholeTarget(nameOf(uri), content => vscode.workspace.fs.writeFile(uri, content));
}

/** Often enough to be seen to move. */
const reportMs = 100;

function progressOf(
  bar: vscode.Progress<{ message: string; increment: number }>,
  total: number,
): (done: number) => void {
  let reportedAt = 0;
  let reported = 0;
  return done => {
    const now = Date.now();
    if (now - reportedAt >= reportMs) {
      const message = `${formatCount(done)} of ${formatCount(total)}`;
      bar.report({ message, increment: (100 * (done - reported)) / total });
      reportedAt = now;
      reported = done;
    }
  };
}

/** Says what was written, and what is not in it. Waits for nobody. */
function tell(uri: vscode.Uri, { written, gone }: ExportCounts, isLoading: boolean): void {
  const sentences = [
    `Exported ${jobsText(written)} to ${nameOf(uri)}.`,
    gone > 0
      ? `${jobsText(gone)} went away meanwhile and ${gone === 1 ? 'is' : 'are'} not in it.`
      : '',
    isLoading ? 'The table is still being read: jobs that come later are not in it.' : '',
  ];
  const acts: Readonly<Record<string, string>> = {
    Open: 'vscode.open',
    // Only a file of this computer can be shown by its own file manager.
    ...(uri.scheme === 'file' && vscode.env.remoteName === undefined
      ? { Reveal: 'revealFileInOS' }
      : {}),
  };
  void vscode.window
    .showInformationMessage(sentences.filter(Boolean).join(' '), ...Object.keys(acts))
    .then(chosen => chosen && vscode.commands.executeCommand(acts[chosen] ?? '', uri));
}

function nameOf(uri: vscode.Uri): string {
  return path.posix.basename(uri.path);
}

function jobsText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'job' : 'jobs'}`;
}
