import { copyToClipboard } from '../clipboard';
import type { Dashboard } from '../dashboard';
import { isOfMatching, jobIdsOf } from './jobTargets';

/** Copies the id of the given job, or of each of several, a line each. */
export const copyJobId =
  (dashboard: Pick<Dashboard, 'copyMatchingIds'>) =>
  async (target?: unknown): Promise<void> => {
    if (isOfMatching(target)) {
      dashboard.copyMatchingIds();
      return;
    }
    const jobIds = jobIdsOf(target);
    if (jobIds.length > 0) {
      const what = jobIds.length === 1 ? 'the job ID' : `${jobIds.length} job IDs`;
      await copyToClipboard(jobIds.join('\n'), what);
    }
  };
