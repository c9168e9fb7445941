import { copyToClipboard } from '../clipboard';
import { jobIdsOf } from './jobTargets';

/** Copies the id of the given job, or of each of several, a line each. */
export const copyJobId = async (target?: unknown): Promise<void> => {
  const jobIds = jobIdsOf(target);
  if (jobIds.length > 0) {
    const what = jobIds.length === 1 ? 'the job ID' : `${jobIds.length} job IDs`;
    await copyToClipboard(jobIds.join('\n'), what);
  }
};
