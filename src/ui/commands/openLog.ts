import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { numberIn, objectIn, textIn } from '../../core/base/json';
import { findLog, type JobLog } from '../../core/logs/jobLogs';
import { logAddressOf } from '../../core/logs/logUri';
import { formatMoment } from '../../core/text/time';
import { listLabel } from '../../core/text/escapeText';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { LocatedLogs, LogAccess } from '../logs/logAccess';
import type { LogDocuments } from '../logs/logDocuments';
import { jobIdOf } from './jobTargets';
import { logUriOf } from './logTargets';
import type { PickJob } from './pickJob';

export interface LogServices {
  readonly logAccess: LogAccess;
  readonly logDocuments: LogDocuments;
  readonly feed: Pick<JobFeed, 'state'>;
}

export type OpenLogServices = LogServices & { readonly pickJob: PickJob };

const maxNameLength = 100;

/** Opens the log that decided a job, or again the one of a log document, at its end. */
export const openLog = (services: OpenLogServices) => async (target?: unknown) =>
  open(services, target, t('Open Log'));

/** The same, and follows it: also one that is open already, or that has ended. */
export const followLog = (services: OpenLogServices) => async (target?: unknown) => {
  const uri = logAddressOf(target) ? logUriOf(target) : undefined;
  if (uri && services.logDocuments.logOf(uri)) {
    services.logDocuments.follow(uri);
    return;
  }
  await open(services, target, t('Follow Log'), isOfRunningJob);
  const opened = logUriOf(undefined);
  if (opened) {
    services.logDocuments.follow(opened);
  }
};

const isOfRunningJob = ({ status }: { readonly status: string }): boolean =>
  status === 'RUNNING' || status === 'STARTING';

async function open(
  { logAccess, logDocuments, feed, pickJob }: OpenLogServices,
  target: unknown,
  title: string,
  isEligible?: Parameters<PickJob>[1],
): Promise<void> {
  if (isSample(feed.state)) {
    void vscode.window.showInformationMessage(sampleDataTexts.noLog);
    return;
  }
  const jobId = jobIdOf(target) ?? (await pickJob(title, isEligible));
  if (jobId === undefined) {
    return;
  }
  const located = await locating(logAccess, jobId);
  const { logs } = located;
  if (!logs.ok && !logs.isYetToCome) {
    void vscode.window.showInformationMessage(logs.reason);
    return;
  }
  const address = logAddressOf(target) ?? placeOf(target);
  const chosen =
    logs.ok && address?.attempt !== undefined
      ? findLog(logs.logs, address.attempt, address.container)
      : undefined;
  const main = logs.ok ? logs.main : { attempt: 0, container: undefined };
  await logDocuments.open(located, chosen ?? main, placeOf(target)?.time);
}

/** The place that a result of a search names. Arguments may be anything. */
function placeOf(target: unknown) {
  const { attempt, container, time } = objectIn(target);
  const [knownAttempt, knownTime] = [numberIn(attempt), numberIn(time)];
  return knownAttempt === undefined || knownTime === undefined
    ? undefined
    : { attempt: knownAttempt, container: textIn(container), time: knownTime };
}

/** Shows in the status bar that a log is being read. */
export const locating = (access: LogAccess, jobId: string): Thenable<LocatedLogs> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t('Opening the log…') },
    () => access.locate(jobId, new AbortController().signal),
  );

/** Lets the user select a log of another attempt or container of the same job. */
export const selectLog = (services: LogServices) => async (target?: unknown) => {
  const { logAccess, logDocuments } = services;
  const jobId = jobIdOf(target) ?? jobIdOf(logUriOf(undefined));
  if (jobId === undefined) {
    void vscode.window.showInformationMessage(t('Open the log of a job first.'));
    return;
  }
  const located = await locating(logAccess, jobId);
  if (!located.logs.ok) {
    void vscode.window.showInformationMessage(located.logs.reason);
    return;
  }
  const picked = await pickLog(located.logs.logs, t('Select a log of this job'));
  if (picked) {
    await logDocuments.open(located, picked);
  }
};

/** The newest attempt first. */
async function pickLog(logs: readonly JobLog[], placeHolder: string): Promise<JobLog | undefined> {
  const items = logs.toReversed().map(log => ({ ...itemOf(log), log }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.log;
}

export function itemOf({ attempt, container, exitCode, isOver, startedAt, stream }: JobLog) {
  const name = container === undefined ? '' : ` · ${listLabel(container, maxNameLength)}`;
  return {
    label: `${attempt > 0 ? t('Attempt {0}', attempt) : t('Last attempt')}${name}`,
    description: [
      ...(isOver ? (exitCode === undefined ? [] : [t('exit code {0}', exitCode)]) : [t('running')]),
      ...(startedAt === undefined ? [] : [formatMoment(startedAt)]),
    ].join(' · '),
    detail: listLabel(stream, 4 * maxNameLength),
  };
}
