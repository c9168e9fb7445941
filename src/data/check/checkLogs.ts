import { t } from '@vscode/l10n';
import { isUserError } from '../../core/diagnostics/errors';
import { jobOf } from '../../core/job/jobItem';
import { isTerminal } from '../../core/job/status';
import { jobLogsOf, type JobLog } from '../../core/logs/jobLogs';
import type { Target } from '../config/endpoint';
import { loadLogs } from '../lazyLogs';
import type { RawItem } from '../table/jobTable';
import type { CheckedReads, Finding } from './finding';

/** Jobs whose items are read to find one with a log. */
const maxTried = 3;

/** Reads one line of the log of a job. */
export async function checkLogs(
  target: Target,
  sample: readonly RawItem[],
  reads: Pick<CheckedReads, 'getItem'>,
  signal: AbortSignal,
): Promise<Finding> {
  const log = await logOfAnyJob(target, sample, reads, signal);
  if (!log) {
    return { skipped: t('None of the jobs that were read has a log in CloudWatch Logs.') };
  }
  const { openLogs } = await loadLogs();
  const reader = openLogs(withoutEndpoint(target));
  const { group, region } = log;
  try {
    await reader.lastPage(log, 1, signal);
  } catch (error) {
    // Whoever may not read a group is not told what is in it.
    if (!(isUserError(error) && error.code === 'logs.streamMissing')) {
      throw error;
    }
  } finally {
    reader.close();
  }
  return [t('Log group "{group}" in {region} can be read.', { group, region })];
}

async function logOfAnyJob(
  { region }: Target,
  sample: readonly RawItem[],
  reads: Pick<CheckedReads, 'getItem'>,
  signal: AbortSignal,
): Promise<JobLog | undefined> {
  const ended = sample
    .map(item => jobOf(item))
    .flatMap(read => (read.ok && isTerminal(read.job.status) ? [read.job] : []));
  for (const job of ended.slice(0, maxTried)) {
    const logs = jobLogsOf(job, await reads.getItem(job.jobId, signal), region);
    if (logs.ok) {
      return logs.main;
    }
  }
  return undefined;
}

/** The endpoint of the table, unless the setting names it: that of logs is found anew. */
function withoutEndpoint({ endpoint, endpointFrom, ...connection }: Target): Target {
  return { ...connection, endpoint: endpointFrom?.kind === 'setting' ? endpoint : undefined };
}
