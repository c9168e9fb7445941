import { t } from '@vscode/l10n';
import type { EventDocuments } from '../eventDocument/eventDocuments';
import { jobIdOf } from './jobTargets';
import type { PickJob } from './pickJob';

/** Opens the full event of the given job, or of one that the user picks. */
export const openEvent =
  (documents: Pick<EventDocuments, 'open'>, pickJob: PickJob) =>
  async (target?: unknown): Promise<void> => {
    const jobId = jobIdOf(target) ?? (await pickJob(t('Open Full Event')));
    if (jobId !== undefined) {
      await documents.open(jobId);
    }
  };
