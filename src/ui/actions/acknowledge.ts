import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatCount } from '../../core/text/formatCount';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard } from '../../core/store/tableGuard';
import { filtered, inSlices } from '../../core/base/timeSlicing';
import { systemClock } from '../base/clock';
import type { JobMarks } from './jobMarks';
import { showStatusMessage } from '../base/statusMessage';

/** Checks the current state: the job may have changed or been removed since it was selected. */
export const countsAsFailure = (
  store: Pick<JobStore, 'statusOf' | 'isMarked'>,
  jobId: string,
): boolean => store.statusOf(jobId) === 'FAILED' && !store.isMarked(jobId, 'acknowledged');

/** Filters a possibly very long list in time slices. */
export const filterInSlices = (
  jobIds: readonly string[],
  predicate: (jobId: string) => boolean,
): Promise<readonly string[]> => inSlices(filtered(jobIds, predicate), systemClock);

/** Acknowledges failures and offers to undo it. Does not wait for the notification. */
export async function acknowledge(
  store: JobStore,
  marks: Pick<JobMarks, 'set'>,
  jobIds: readonly string[],
): Promise<void> {
  const sameTable = new TableGuard(store);
  await marks.set('acknowledged', jobIds, true);
  const undo = t('Undo');
  const message =
    jobIds.length === 1
      ? t('Acknowledged 1 failure. It is no longer counted.')
      : t('Acknowledged {0} failures. They are no longer counted.', formatCount(jobIds.length));
  void vscode.window.showInformationMessage(message, undo).then(async chosen => {
    // After a table switch the ids may belong to other jobs.
    if (chosen === undo && sameTable.holds) {
      await unacknowledge(marks, jobIds);
    }
  });
}

export async function unacknowledge(
  marks: Pick<JobMarks, 'set'>,
  jobIds: readonly string[],
): Promise<void> {
  await marks.set('acknowledged', jobIds, false);
  showStatusMessage(
    jobIds.length === 1
      ? t('Unacknowledged 1 failure')
      : t('Unacknowledged {0} failures', formatCount(jobIds.length)),
  );
}
