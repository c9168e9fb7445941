import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatCount } from '../../core/text/formatCount';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard } from '../../core/store/tableGuard';
import { filtered, inSlices } from '../../core/base/timeSlicing';
import { systemClock } from '../base/clock';
import type { JobMarks } from './jobMarks';
import { showStatusMessage } from '../base/statusMessage';

/** As the job now is: it may have moved on, or be gone, since it was chosen. */
export const countsAsFailure = (
  store: Pick<JobStore, 'statusOf' | 'isMarked'>,
  jobId: string,
): boolean => store.statusOf(jobId) === 'FAILED' && !store.isMarked(jobId, 'acknowledged');

/** Of jobs that may be very many, those that are wanted. */
export const those = (
  jobIds: readonly string[],
  isWanted: (jobId: string) => boolean,
): Promise<readonly string[]> => inSlices(filtered(jobIds, isWanted), systemClock);

/** Acknowledges failures, and says so with a way back. Waits for nobody. */
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
      ? t('Acknowledged 1 failure. It no longer counts.')
      : t('Acknowledged {0} failures. They no longer count.', formatCount(jobIds.length));
  void vscode.window.showInformationMessage(message, undo).then(async chosen => {
    // The marks of another table are none of these jobs'.
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
      ? t('1 failure counts again')
      : t('{0} failures count again', formatCount(jobIds.length)),
  );
}
