import { t } from '@vscode/l10n';
import { hourMs } from '../../core/base/timeUnits';
import { textIn } from '../../core/base/json';
import type { Connection } from '../config/connection';
import { loadBatch } from '../lazyBatch';
import { findQueues, newestJobs } from './checkBatch';
import type { Finding } from './finding';

/** AWS Batch keeps finished jobs at least this long. */
const keptMs = 7 * 24 * hourMs;

/** Reads what a retry is rebuilt from. AWS Batch has no dry run of the calls that change jobs. */
export async function checkLive(connection: Connection, signal: AbortSignal): Promise<Finding> {
  const { openBatch, openLiveJobs } = await loadBatch();
  const api = openBatch(connection);
  const live = openLiveJobs(connection);
  try {
    const queues = await findQueues(api, connection, signal);
    const [newest] = await newestJobs(api, queues, Date.now() - keptMs, signal);
    const [job] = newest ? await live.describe([newest.jobId], signal) : [];
    const definition = textIn(job?.['jobDefinition']);
    if (definition !== undefined) {
      await live.definitions([definition], signal);
    }
    return [
      definition === undefined
        ? t('Queues and jobs can be read. No job was found whose definition could be read.')
        : t('Queues, jobs, and job definitions can be read.'),
      t(
        'AWS Batch cannot tell in advance whether it allows batch:SubmitJob and batch:TerminateJob.',
      ),
    ];
  } finally {
    api.close();
    live.close();
  }
}
