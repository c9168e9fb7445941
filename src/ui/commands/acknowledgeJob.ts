import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  isAcknowledgedFailure,
  isUnacknowledgedFailure,
} from '../../core/failures/countedFailures';
import { formatCount } from '../../core/text/formatCount';
import type { Job } from '../../core/job/job';
import { reasonLine } from '../../core/job/reasons';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard } from '../../core/store/tableGuard';
import { newestRows } from '../../core/query/newestRows';
import { listLabel } from '../../core/text/escapeText';
import type { Dashboard } from '../dashboard/dashboard';
import type { JobMarks } from '../actions/jobMarks';
import {
  acknowledge,
  unacknowledge,
  countsAsFailure,
  filterInSlices,
} from '../actions/acknowledge';
import { targetOf } from './jobTargets';
import { showStatusMessage } from '../base/statusMessage';

export interface AcknowledgeJobServices {
  readonly store: JobStore;
  readonly marks: Pick<JobMarks, 'set'>;
  readonly dashboard: Pick<Dashboard, 'idsOf'>;
}

/** The maximum length of a quick pick; larger selections are made in the tree or the dashboard. */
const maxListed = 500;
const maxLabelLength = 200;

/** Acknowledges the failures among the given jobs, or those that the user picks. */
export const acknowledgeJob =
  (services: AcknowledgeJobServices) =>
  async (target?: unknown, targets?: unknown): Promise<void> => {
    const { store, marks } = services;
    const sameTable = new TableGuard(store);
    const given = await idsFromArguments(services, target, targets);
    const jobIds = await filterInSlices(given ?? (await pickFailures(store, false)), jobId =>
      countsAsFailure(store, jobId),
    );
    sameTable.require();
    if (jobIds.length > 1) {
      await acknowledge(store, marks, jobIds);
    } else if (jobIds.length === 1) {
      await marks.set('acknowledged', jobIds, true);
      showStatusMessage(t('Acknowledged 1 failure'));
    } else if (given) {
      void vscode.window.showInformationMessage(
        given.length === 1
          ? t('This job has no unacknowledged failure.')
          : t('None of these jobs has an unacknowledged failure.'),
      );
    }
  };

/** Removes acknowledgements from the given jobs, or from those that the user picks. */
export const unacknowledgeJob =
  (services: AcknowledgeJobServices) =>
  async (target?: unknown, targets?: unknown): Promise<void> => {
    const { store, marks } = services;
    const sameTable = new TableGuard(store);
    const given = await idsFromArguments(services, target, targets);
    const jobIds = await filterInSlices(given ?? (await pickFailures(store, true)), jobId =>
      store.isMarked(jobId, 'acknowledged'),
    );
    sameTable.require();
    if (jobIds.length > 0) {
      await unacknowledge(marks, jobIds);
    } else if (given) {
      void vscode.window.showInformationMessage(
        given.length === 1
          ? t('This job is not acknowledged.')
          : t('None of these jobs is acknowledged.'),
      );
    }
  };

/** Undefined if the command was run without a job, as from the Command Palette. */
async function idsFromArguments(
  { dashboard }: AcknowledgeJobServices,
  target: unknown,
  targets: unknown,
): Promise<readonly string[] | undefined> {
  const given = targetOf(target, targets);
  return given && dashboard.idsOf(given, Infinity);
}

interface JobPick extends vscode.QuickPickItem {
  readonly jobId: string;
}

/** Lets the user pick from the newest failures, acknowledged or not. */
async function pickFailures(store: JobStore, isAcknowledged: boolean): Promise<readonly string[]> {
  const { rows } = store;
  const matches = isAcknowledged ? isAcknowledgedFailure : isUnacknowledgedFailure;
  const jobs = newestRows(rows, maxListed, row => matches(rows, row)).map(row => rows.read(row));
  if (jobs.length === 0) {
    void vscode.window.showInformationMessage(
      isAcknowledged ? t('No failures are acknowledged.') : t('No failures to acknowledge.'),
    );
    return [];
  }
  const newest = jobs.length === maxListed;
  const chosen = await vscode.window.showQuickPick<JobPick>(jobs.map(itemOf), {
    title: isAcknowledged ? t('Unacknowledge Failures') : t('Acknowledge Failures'),
    placeHolder: newest
      ? t('The {0} newest failures; the dashboard shows all', formatCount(maxListed))
      : t('Select failed jobs'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return (chosen ?? []).map(({ jobId }) => jobId);
}

const itemOf = (job: Job): JobPick => ({
  jobId: job.jobId,
  label: listLabel(job.jobName, maxLabelLength) || listLabel(job.jobId, maxLabelLength),
  description: listLabel(job.timestamp, maxLabelLength),
  detail: listLabel(reasonLine(job), maxLabelLength),
});
