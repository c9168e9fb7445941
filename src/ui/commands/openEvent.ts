import { t } from '@vscode/l10n';
import type { JobStore } from '../../core/jobStore';
import type { TaskTypes } from '../../core/taskTypes';
import type { EventDocuments } from '../eventDocuments';
import { jobIdOf } from './jobTargets';
import { pickJob } from './pickJobs';

/** Opens the full event of a job: the one given, or one picked from the newest. */
export const openEvent =
  (documents: EventDocuments, store: JobStore, taskTypes: TaskTypes) =>
  async (target?: unknown): Promise<void> => {
    const jobId = jobIdOf(target) ?? (await pickJob({ store, taskTypes }, t('Open Full Event')));
    if (jobId !== undefined) {
      await documents.open(jobId);
    }
  };
