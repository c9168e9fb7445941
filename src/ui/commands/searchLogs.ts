import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAbort } from '../../core/diagnostics/errors';
import { renderLogSearch, type LogSearchResult, type SearchedLog } from '../../core/logs/logSearch';
import { maxStreamsPerSearch } from '../../core/logs/logRequests';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import { isSample } from '../../data/feed/feedState';
import { commands } from '../../ids';
import type { Reports } from '../base/reports';
import type { Dashboard } from '../dashboard/dashboard';
import type { LogAccess } from '../logs/logAccess';
import { searchLogs as searchStreams } from '../logs/searchLogs';
import { isGroup, jobIdsInGroups, type JobsInGroupsServices } from './jobsInGroups';
import { targetOf } from './jobTargets';
import type { OpenLogServices } from './openLog';

export type SearchLogServices = OpenLogServices &
  JobsInGroupsServices & {
    readonly reports: Reports;
    readonly dashboard: Pick<Dashboard, 'idsOf' | 'isOpen'>;
  };

const title = (): string => t('Search Logs of These Jobs');

/** Jobs whose items are read at the same time. */
const atOnce = 8;

/** Searches the logs of jobs for a text: of the given ones and those in the given groups, else of those in the dashboard, else of one. */
export const searchLogs =
  (services: SearchLogServices) =>
  async (target?: unknown, targets?: unknown): Promise<void> => {
    const { feed } = services;
    if (isSample(feed.state)) {
      void vscode.window.showInformationMessage(sampleDataTexts.noLog);
      return;
    }
    const jobIds = await jobsToSearch(services, target, targets);
    if (!jobIds) {
      return;
    }
    if (jobIds.length === 0) {
      void vscode.window.showInformationMessage(t('No jobs match the filter.'));
      return;
    }
    const text = await vscode.window.showInputBox({
      title: title(),
      prompt: t('Enter the text to search for. Upper and lower case matter.'),
      validateInput: value => (value.trim() === '' ? t('Enter a text.') : undefined),
    });
    const result = text === undefined ? undefined : await search(services, jobIds, text);
    if (result) {
      await show(services.reports, result);
    }
  };

/** One job more than are searched, so that the result tells that some are left out. Undefined if cancelled. */
async function jobsToSearch(
  services: SearchLogServices,
  target: unknown,
  targets: unknown,
): Promise<readonly string[] | undefined> {
  const { dashboard, pickJob } = services;
  const max = maxStreamsPerSearch + 1;
  const given = targetOf(target, targets);
  const nodes: readonly unknown[] =
    Array.isArray(targets) && targets.length > 0 ? targets : [target];
  if (nodes.some(isGroup)) {
    const named = given?.kind === 'some' ? given.jobIds : [];
    return [...new Set([...named, ...(await jobIdsInGroups(nodes, max, services))])].slice(0, max);
  }
  if (given) {
    return dashboard.idsOf(given, max);
  }
  if (dashboard.isOpen) {
    return dashboard.idsOf({ kind: 'matching', except: [] }, max);
  }
  const picked = await pickJob(title());
  return picked === undefined ? undefined : [picked];
}

/** Undefined if cancelled. */
function search(
  { logAccess }: SearchLogServices,
  jobIds: readonly string[],
  text: string,
): Thenable<LogSearchResult | undefined> {
  const location = vscode.ProgressLocation.Notification;
  const title = t('Searching logs');
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      const jobs = jobIds.slice(0, maxStreamsPerSearch);
      const { logs, withoutLog } = await logsOf(logAccess, jobs, abort.signal);
      const some = logs.slice(0, maxStreamsPerSearch);
      const reader = await logAccess.reader();
      const outcome = await searchStreams(
        reader,
        some.map(({ log }) => log),
        text,
        abort.signal,
      );
      const isCut = jobs.length < jobIds.length || some.length < logs.length;
      return { text, logs: some, withoutLog, isCut, ...outcome };
    } catch (error) {
      if (isAbort(error)) {
        return undefined;
      }
      throw error;
    }
  });
}

/** The deciding log of each job first, then those of other attempts and containers. */
async function logsOf(
  access: LogAccess,
  jobIds: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly logs: readonly SearchedLog[]; readonly withoutLog: number }> {
  const main: SearchedLog[] = [];
  const others: SearchedLog[] = [];
  let withoutLog = 0;
  for (let start = 0; start < jobIds.length; start += atOnce) {
    const some = jobIds.slice(start, start + atOnce);
    const located = await Promise.all(some.map(jobId => access.locate(jobId, signal)));
    for (const { job, logs } of located) {
      const { jobId, jobName } = job;
      if (!logs.ok) {
        withoutLog++;
        continue;
      }
      main.push({ jobId, jobName, log: logs.main });
      others.push(
        ...logs.logs.filter(log => log !== logs.main).map(log => ({ jobId, jobName, log })),
      );
    }
  }
  return { logs: [...main, ...others], withoutLog };
}

async function show(reports: Reports, result: LogSearchResult): Promise<void> {
  const { text, places } = renderLogSearch(result);
  await reports.show(
    t('Log Search'),
    text,
    places.map(({ line, searched, time }) => ({
      line,
      title: t('Open Log'),
      command: commands.openLog,
      arguments: [
        {
          jobId: searched.jobId,
          attempt: searched.log.attempt,
          time,
          container: searched.log.container,
        },
      ],
    })),
  );
}
