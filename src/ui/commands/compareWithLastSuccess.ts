import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { definitionName } from '../../core/job/arn';
import type { Job } from '../../core/job/job';
import type { TaskTypes } from '../../core/job/taskTypes';
import { lastSuccessOf } from '../../core/query/lastSuccess';
import type { JobStore } from '../../core/store/jobStore';
import { messageLabel } from '../../core/text/escapeText';
import type { ComparisonDocuments } from '../eventDocument/comparisonDocuments';
import type { EventDocuments } from '../eventDocument/eventDocuments';
import { jobIdOf } from './jobTargets';
import type { PickJob } from './pickJob';

export interface CompareServices {
  readonly store: JobStore;
  readonly taskTypes: Pick<TaskTypes, 'of'>;
  readonly comparisons: Pick<ComparisonDocuments, 'openWithSuccess'>;
  readonly documents: Pick<EventDocuments, 'open'>;
  readonly pickJob: PickJob;
}

/** Compares a job's event with that of the last successful job of the same definition and task type. */
export const compareWithLastSuccess =
  (services: CompareServices) =>
  async (target?: unknown): Promise<void> => {
    const { store, taskTypes, comparisons, pickJob } = services;
    const jobId = jobIdOf(target) ?? (await pickJob(t('Compare with Last Success')));
    if (jobId === undefined) {
      return;
    }
    const job = store.get(jobId);
    if (!job) {
      void vscode.window.showInformationMessage(t('The job is no longer in the table.'));
      return;
    }
    const successId = lastSuccessOf(jobId, store, workload => taskTypes.of(workload));
    if (successId === undefined) {
      await offerEvent(job, services);
    } else {
      await comparisons.openWithSuccess(successId, jobId);
    }
  };

const maxNameLength = 100;

async function offerEvent(job: Job, { taskTypes, documents }: CompareServices): Promise<void> {
  const openEvent = t('Open Full Event');
  const choice = await vscode.window.showInformationMessage(
    t(
      'No other successful job of definition "{definition}" and task type "{taskType}" is in the table, so there is nothing to compare with. Open the full event to see what this job ran.',
      {
        definition: messageLabel(definitionName(job.jobDefinition), maxNameLength),
        taskType: messageLabel(taskTypes.of(job), maxNameLength),
      },
    ),
    openEvent,
  );
  if (choice === openEvent) {
    await documents.open(job.jobId);
  }
}
