import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { jobConsoleLink, logConsoleLink } from '../../core/aws/consoleLinks';
import { logLocationOf, logLocationOfJob, type LogLocation } from '../../core/aws/logLocation';
import type { Job } from '../../core/job/job';
import type { Found } from '../../core/aws/jobLocation';
import type { JobStore } from '../../core/store/jobStore';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import type { OpenLink } from '../base/openLink';
import { jobIdOf } from './jobTargets';
import type { PickJob } from './pickJob';

export interface AwsLinkServices {
  readonly store: Pick<JobStore, 'get' | 'hasChildren'>;
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
      { ...job, hasChildren: services.store.hasChildren(job.jobId) },
      await readLogLocation(job, services.feed),
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

/** A job that names its log stream itself leads there even if its event cannot be read. */
async function readLogLocation(job: Job, feed: Pick<JobFeed, 'getItem'>): Promise<LogLocation> {
  try {
    return logLocationOf(job, await feed.getItem(job.jobId));
  } catch (error) {
    if (job.logStreamName) {
      return logLocationOfJob(job);
    }
    throw error;
  }
}
