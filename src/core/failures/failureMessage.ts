import { t } from '@vscode/l10n';
import { formatCount } from '../text/formatCount';
import { noFilter, type JobFilter } from '../filter/jobFilter';
import type { NewFailure } from './newFailureDetector';
import { messageLabel } from '../text/escapeText';

const maxNameLength = 60;

/** The maximum number of jobs found by their ids. */
const maxJobsById = 10;

/** The dashboard accepts slightly more. */
const maxSearchLength = 900;

/** The notification, with at most two names: `3 new failures: NAME, NAME and 1 more`. */
export function failureMessage(failures: readonly NewFailure[], isSample = false): string {
  const message = plainMessage(failures);
  return isSample ? t('Sample data: {0}', message) : message;
}

function plainMessage(failures: readonly NewFailure[]): string {
  const [first = '', second = ''] = failures.slice(0, 2).map(nameOf);
  const count = formatCount(failures.length);
  switch (failures.length) {
    case 1:
      return t('1 new failure: {0}', first);
    case 2:
      return t('2 new failures: {0} and {1}', first, second);
    default:
      return t('{count} new failures: {first}, {second}, and {more} more', {
        count,
        first,
        second,
        more: formatCount(failures.length - 2),
      });
  }
}

const nameOf = ({ jobName, jobId }: NewFailure): string =>
  messageLabel(jobName, maxNameLength) || messageLabel(jobId, maxNameLength);

/**
 * A dashboard filter for the failures: a few by their ids, many by their time and the search that found them.
 */
export function filterOfFailures(failures: readonly NewFailure[], search: string): JobFilter {
  const failed: JobFilter = { ...noFilter, statuses: ['FAILED'] };
  const jobIds = failures.slice(0, maxJobsById).map(({ jobId }) => jobId);
  const text = `id:${jobIds.map(jobId => `"${jobId}"`).join(',')}`;
  // The search syntax cannot escape quotes.
  const canBeQuoted = !jobIds.some(jobId => jobId.includes('"'));
  if (failures.length <= maxJobsById && canBeQuoted && text.length <= maxSearchLength) {
    return { ...failed, text };
  }
  const times = failures.map(({ time }) => time);
  const known = times.filter(time => time !== undefined);
  const from = known.reduce((a, b) => Math.min(a, b), Infinity);
  const to = known.reduce((a, b) => Math.max(a, b), -Infinity) + 1;
  return {
    ...failed,
    text: search,
    // A failure without a readable time is in no range.
    time: known.length === times.length ? { kind: 'between', from, to } : undefined,
  };
}
