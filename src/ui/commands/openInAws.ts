import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { jobConsoleLink, logConsoleLink, type LogLocation } from '../../core/aws/consoleLinks';
import { readDetail } from '../../core/event/eventDetails';
import type { Job } from '../../core/job/job';
import { lastOutcome } from '../../core/job/attemptOutcome';
import type { Found } from '../../core/aws/jobLocation';
import type { JobStore } from '../../core/store/jobStore';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import type { OpenLink } from '../base/openLink';
import { jobIdOf } from './jobTargets';
import type { PickJob } from './pickJob';

export interface AwsLinkServices {
  readonly store: Pick<JobStore, 'get'>;
  readonly feed: Pick<JobFeed, 'getItem' | 'state'>;
  readonly pickJob: PickJob;
  readonly openLink: OpenLink;
}

/** Opens a job in the AWS Batch console. */
export const openInConsole = (services: AwsLinkServices) => async (target?: unknown) =>
  openLinkOf(services, target, t('Open in AWS Console'), jobConsoleLink);

/** Opens the log stream of a job's last attempt in the CloudWatch console. */
export const openLogs = (services: AwsLinkServices) => async (target?: unknown) =>
  openLinkOf(services, target, t('Open Logs in CloudWatch'), async job =>
    logConsoleLink(
      job,
      job.logStreamName ? job : await logLocationOfEvent(job.jobId, services.feed),
    ),
  );

async function openLinkOf(
  { store, feed, pickJob, openLink }: AwsLinkServices,
  target: unknown,
  title: string,
  linkOf: (job: Job) => Found | Promise<Found>,
): Promise<void> {
  if (isSample(feed.state)) {
    void vscode.window.showInformationMessage(sampleDataTexts.noAwsLink);
    return;
  }
  const jobId = jobIdOf(target) ?? (await pickJob(title));
  if (jobId === undefined) {
    return;
  }
  const job = store.get(jobId);
  const link = job && (await linkOf(job));
  if (link?.ok === true) {
    await openLink(link.text);
  } else {
    const reason = link?.reason ?? t('The job is no longer in the table.');
    void vscode.window.showInformationMessage(reason);
  }
}

/** Items of older writers lack a log stream, but their events may have one. */
async function logLocationOfEvent(
  jobId: string,
  feed: Pick<JobFeed, 'getItem'>,
): Promise<LogLocation> {
  const read = readDetail(jobId, await feed.getItem(jobId));
  return read.ok ? lastOutcome(read.detail) : { logStreamName: undefined, logGroupName: undefined };
}
