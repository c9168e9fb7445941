import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { countedFailures, countedSince } from '../../core/failures/countedFailures';
import { formatCount } from '../../core/text/formatCount';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard } from '../../core/store/tableGuard';
import { inSlices } from '../../core/base/timeSlicing';
import { systemClock } from '../base/clock';
import type { JobMarks } from '../actions/jobMarks';
import type { Settings } from '../connection/settings';
import { acknowledge, countsAsFailure, filterInSlices } from '../actions/acknowledge';

export interface AcknowledgeServices {
  readonly store: JobStore;
  readonly marks: Pick<JobMarks, 'set'>;
  readonly settings: Pick<Settings, 'values'>;
}

/** Acknowledges the failures counted now in the status bar and badge; later ones count again. */
export const acknowledgeFailures =
  ({ store, marks, settings }: AcknowledgeServices) =>
  async (): Promise<void> => {
    const sameTable = new TableGuard(store);
    const { failedWithinHours, failureCount } = settings.values;
    const since = countedSince(failedWithinHours, systemClock.now());
    const work = countedFailures(store.rows, since, failureCount);
    const jobIds = await inSlices(work, systemClock);
    if (jobIds.length > 1 && !(await confirmed(jobIds.length, failedWithinHours))) {
      return;
    }
    // While the prompt was open, jobs may have changed or been removed: skip filterInSlices.
    const failures = await filterInSlices(jobIds, jobId => countsAsFailure(store, jobId));
    sameTable.require();
    if (failures.length > 0) {
      await acknowledge(store, marks, failures);
    } else {
      void vscode.window.showInformationMessage(t('No failures to acknowledge.'));
    }
  };

async function confirmed(count: number, hours: number | undefined): Promise<boolean> {
  const question =
    hours === undefined
      ? t('Acknowledge {0} failures?', formatCount(count))
      : t('Acknowledge {count} failures from the last {hours} h?', {
          count: formatCount(count),
          hours,
        });
  const yes = t('Acknowledge');
  const detail = t('The status bar and the badge no longer count them. The jobs do not change.');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes);
  return chosen === yes;
}
