import { t } from '@vscode/l10n';
import { causeOf, waitingCauseIdOf } from '../../core/causes/causeOf';
import { queueName } from '../../core/job/arn';
import type { Job } from '../../core/job/job';
import { resolutionText, type Resolution } from '../../core/job/resolution';
import { runningFor } from '../../core/job/duration';
import { nearTimeoutMs, type UsualRuns } from '../../core/job/longRuns';
import { isTerminal } from '../../core/job/status';
import type { QueueActivity } from '../../core/query/queueActivity';
import { formatCount } from '../../core/text/formatCount';
import { sentences } from '../../core/text/sentences';
import { formatDuration, parseTime } from '../../core/text/time';
import type { CauseDetails, Fact } from '../../protocol/details';

/** Why the job failed, or why it waits; undefined where neither is so. */
export function causeDetailsOf(job: Job): CauseDetails | undefined {
  const isExplained =
    job.status === 'FAILED' || (!isTerminal(job.status) && waitingCauseIdOf(job) !== undefined);
  if (!isExplained) {
    return undefined;
  }
  const { title, explanation, remedy, source } = causeOf(job);
  return { title, explanation, remedy, source };
}

/** Since when a job waits, and what its queue does meanwhile. */
export function waitText(job: Job, activity: QueueActivity, now: number): string {
  const since = parseTime(job.timestamp);
  const { running, waiting, lastStart } = activity;
  return sentences(
    ...(since === undefined || since > now
      ? []
      : [t('In {0} for {1}', job.status, formatDuration(now - since))]),
    t(
      'Queue {0}: {1} running, {2} waiting',
      queueName(job.jobQueue),
      formatCount(running),
      formatCount(waiting),
    ),
    ...(lastStart === undefined || lastStart > now
      ? []
      : [t('Last start {0} ago', formatDuration(now - lastStart))]),
  );
}

/**
 * How long a job has been running, compared with the last successes of its definition and with its timeout;
 * undefined if there is nothing to compare.
 */
export function runText(job: Job, usual: UsualRuns | undefined, now: number): string | undefined {
  const ms = runningFor(job.status, job.startedAt, now);
  if (ms === undefined) {
    return undefined;
  }
  const timeout = timeoutText(ms, job.facts?.timeoutSeconds);
  if (usual === undefined && timeout === undefined) {
    return undefined;
  }
  return sentences(
    t('Running for {0}', formatDuration(ms)),
    ...(usual
      ? [
          t(
            '95 % of the last {0} successes of the job definition took at most {1}',
            formatCount(usual.count),
            formatDuration(usual.p95Ms),
          ),
        ]
      : []),
    ...(timeout === undefined ? [] : [timeout]),
  );
}

/** Undefined for a job that is not near its timeout. */
function timeoutText(ms: number, timeoutSeconds: number | undefined): string | undefined {
  if (timeoutSeconds === undefined || ms <= nearTimeoutMs(timeoutSeconds)) {
    return undefined;
  }
  const timeoutMs = timeoutSeconds * 1_000;
  return ms < timeoutMs
    ? t(
        'AWS Batch stops it in {0}, at its timeout of {1}',
        formatDuration(timeoutMs - ms),
        formatDuration(timeoutMs),
      )
    : t('It has reached its timeout of {0}', formatDuration(timeoutMs));
}

/** What became of a failed job's work, with a way to the job that decides. */
export function retryFacts(resolution: Resolution, later: Job | undefined): Fact[] {
  const text = resolutionText(resolution);
  return text === ''
    ? []
    : [{ label: t('Later jobs'), value: text, ...(later ? { jobId: later.jobId } : {}) }];
}
