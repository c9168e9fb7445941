import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Job } from '../../core/job/job';
import { definitionName } from '../../core/job/arn';
import { foldForDiff } from '../../core/logs/foldForDiff';
import { findLog, type JobLog } from '../../core/logs/jobLogs';
import { logAddressOf } from '../../core/logs/logUri';
import { maxEventsPerPage } from '../../core/logs/logRequests';
import { maxLineLength, renderEvents } from '../../core/logs/renderLog';
import { newestRows } from '../../core/query/newestRows';
import type { JobStore } from '../../core/store/jobStore';
import { singleLine } from '../../core/text/singleLine';
import type { Reports } from '../base/reports';
import { jobIdOf } from './jobTargets';
import { logUriOf } from './logTargets';
import { itemOf, locating, type OpenLogServices } from './openLog';

export type CompareLogServices = OpenLogServices & {
  readonly reports: Reports;
  readonly store: JobStore;
};

const maxNameLength = 60;

interface Side {
  readonly job: Job;
  readonly log: JobLog;
}

/** Compares a log with that of another attempt, or of the last success of the same job definition. */
export const compareLogs = (services: CompareLogServices) => async (target?: unknown) => {
  const { logAccess, pickJob } = services;
  const address = logAddressOf(target) ?? logAddressOf(logUriOf(undefined));
  const jobId = jobIdOf(target) ?? address?.jobId ?? (await pickJob(t('Compare Logs')));
  if (jobId === undefined) {
    return;
  }
  const { job, logs } = await locating(logAccess, jobId);
  if (!logs.ok) {
    void vscode.window.showInformationMessage(logs.reason);
    return;
  }
  const named =
    address?.jobId === jobId && address.attempt !== undefined
      ? findLog(logs.logs, address.attempt, address.container)
      : undefined;
  const right: Side = { job, log: named ?? logs.main };
  const left = await pickOther(services, right, logs.logs);
  if (left) {
    await compare(services, left, right);
  }
};

async function pickOther(
  { store, logAccess }: CompareLogServices,
  { job, log }: Side,
  logs: readonly JobLog[],
): Promise<Side | undefined> {
  const success = lastSuccess(store, job);
  const items = [
    ...logs
      .filter(other => other !== log)
      .toReversed()
      .map(other => ({ ...itemOf(other), side: { job, log: other } })),
    ...(success
      ? [{ label: t('Last success: {0}', singleLine(success.jobName)), success: success.jobId }]
      : []),
  ];
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      t('This job has no other log, and no other job of its definition has succeeded.'),
    );
    return undefined;
  }
  const picked: { side?: Side; success?: string } | undefined = await vscode.window.showQuickPick(
    items,
    { placeHolder: t('Compare with') },
  );
  if (picked?.success === undefined) {
    return picked?.side;
  }
  const located = await locating(logAccess, picked.success);
  if (!located.logs.ok) {
    void vscode.window.showInformationMessage(located.logs.reason);
    return undefined;
  }
  return { job: located.job, log: located.logs.main };
}

function lastSuccess({ rows }: JobStore, { jobId, jobDefinition }: Job): Job | undefined {
  const { fields } = rows;
  const definition = definitionName(jobDefinition);
  const [newest] = newestRows(
    rows,
    1,
    row =>
      fields.status.get(row) === 'SUCCEEDED' &&
      definitionName(fields.jobDefinition.get(row)) === definition &&
      fields.jobId.get(row) !== jobId,
  );
  return newest === undefined ? undefined : rows.read(newest);
}

async function compare({ logAccess, reports }: CompareLogServices, left: Side, right: Side) {
  const reader = await logAccess.reader();
  const { signal } = new AbortController();
  const publish = async (side: Side, name: string): Promise<vscode.Uri> => {
    const { events } = await reader.lastPage(side.log, maxEventsPerPage, signal);
    const text = renderEvents(events, {
      ...{ times: 'none', startedAt: 0, isRevealed: false, maxLineLength },
    });
    return reports.publish(name, text.split('\n').map(foldForDiff).join('\n'));
  };
  const [from, to] = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t('Opening the log…') },
    () => Promise.all([publish(left, t('Log on the left')), publish(right, t('Log on the right'))]),
  );
  await vscode.commands.executeCommand('vscode.diff', from, to, titleOf(left, right));
}

function titleOf(left: Side, right: Side): string {
  const nameOf = ({ job, log }: Side): string =>
    `${singleLine(job.jobName || job.jobId, maxNameLength)}${log.attempt > 0 ? ` (${log.attempt})` : ''}`;
  return `${nameOf(left)} ↔ ${nameOf(right)}`;
}
