import { t } from '@vscode/l10n';
import { hourMs } from '../../core/base/timeUnits';
import type { CheckStep } from '../../core/diagnostics/checkReport';
import { defaultHistoryHours } from '../../core/settings/sourceSettings';
import { SourceMemory } from '../feed/jobSource';
import { batchTargetOf } from '../batch/batchTarget';
import type { Connection } from '../config/connection';
import { loadBatch } from '../lazyBatch';
import type { RawItem } from '../table/jobTable';
import { findQueues, jobsFinding, newestJobs, queuesFinding, type FoundQueue } from './checkBatch';
import { checkCredentials } from './checkCredentials';
import { checkLogs } from './checkLogs';
import { liveProbes, runProbes, type CheckOptions, type Probe } from './connectionCheck';
import { describeTarget } from './describeTarget';

/**
 * Checks a connection to AWS Batch: credentials, region and endpoint, queues, jobs, their descriptions and logs.
 * @throws AbortError when the signal aborts
 */
export async function checkBatchConnection(
  connection: Connection,
  options: CheckOptions,
): Promise<CheckStep[]> {
  const [target, { openBatch, openBatchSource }] = await Promise.all([
    batchTargetOf(connection),
    loadBatch(),
  ]);
  const api = openBatch(connection);
  const source = openBatchSource(connection, new SourceMemory());
  const since = Date.now() - (connection.historyHours ?? defaultHistoryHours) * hourMs;
  let queues: readonly FoundQueue[] = [];
  let jobIds: readonly string[] = [];
  const items: RawItem[] = [];
  const probes: Probe[] = [
    { title: t('Credentials'), run: signal => checkCredentials(target, signal) },
    {
      title: t('Region and endpoint'),
      run: () => Promise.resolve(describeTarget(target, options.proxy)),
    },
    {
      title: t('Job queues'),
      run: async signal => queuesFinding((queues = await findQueues(api, connection, signal))),
    },
    {
      title: t('Jobs'),
      run: async signal => {
        const jobs = await newestJobs(api, queues, since, signal);
        jobIds = jobs.map(({ jobId }) => jobId);
        return jobsFinding(jobs);
      },
    },
    {
      title: t('Descriptions of jobs'),
      run: async signal => {
        for (const jobId of jobIds.slice(0, 3)) {
          items.push((await source.getItem(jobId, signal)) ?? {});
        }
        return items.length === 0
          ? { skipped: t('No job could be described, because there is none.') }
          : [t('Jobs can be described.')];
      },
      optionalNote: t('Batch Monitor can list jobs without the right to describe them.'),
    },
    {
      title: t('Logs (optional)'),
      run: signal =>
        checkLogs(target, items, { getItem: id => source.getItem(id, signal) }, signal),
      optionalNote: t('Batch Monitor can read jobs without their logs.'),
    },
    ...liveProbes(connection, options),
  ];
  try {
    return await runProbes(probes, target, options);
  } finally {
    api.close();
    source.close();
  }
}
