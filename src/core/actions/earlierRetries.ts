import { t } from '@vscode/l10n';
import type { Job } from '../job/job';
import { formatCount } from '../text/formatCount';
import type { ActionEntry } from './actionLog';

/** Warns before a live retry of jobs that were retried before, or may have been. Empty if none was. */
export function earlierRetriesText(
  jobs: readonly Pick<Job, 'jobId'>[],
  history: readonly ActionEntry[],
): string {
  const ids = new Set(jobs.map(({ jobId }) => jobId));
  const [retried, unknown] = [new Set<string>(), new Set<string>()];
  for (const { action, mode, jobId, outcome } of history) {
    if (action === 'retry' && mode === 'live' && ids.has(jobId)) {
      if (outcome === 'unknown') {
        unknown.add(jobId);
      } else if (outcome === 'done') {
        retried.add(jobId);
      }
    }
  }
  return [unknownText(unknown.size, jobs.length), retriedText(retried.size, jobs.length)]
    .filter(Boolean)
    .join('\n');
}

function unknownText(count: number, total: number): string {
  if (count === 0) {
    return '';
  }
  if (total === 1) {
    return t('⚠ This job may have been retried already. Look before you repeat.');
  }
  return count === 1
    ? t('⚠ 1 of these jobs may have been retried already. Look before you repeat.')
    : t(
        '⚠ {0} of these jobs may have been retried already. Look before you repeat.',
        formatCount(count),
      );
}

function retriedText(count: number, total: number): string {
  if (count === 0) {
    return '';
  }
  if (total === 1) {
    return t('This job has been retried before.');
  }
  return count === 1
    ? t('1 of these jobs has been retried before.')
    : t('{0} of these jobs have been retried before.', formatCount(count));
}
