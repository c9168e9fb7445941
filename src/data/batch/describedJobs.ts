import type { JobDetail, JobSummary } from '@aws-sdk/client-batch';
import { readBatchEvent } from '../../core/job/batchEvent';
import { itemOf } from '../../core/job/jobItem';
import type { RawItem } from '../table/jobTable';

/** A job as one of AWS Batch's calls describes it, with all that is known of it. */
export type DescribedJob = Partial<JobDetail> & { readonly jobId: string };

const arnPattern = /^arn:([^:]+):batch:([^:]*):(\d*):/;

/**
 * A job of a list. Lists do not tell the queue. `detail` is what an earlier call described, such as environment and
 * attempts, which lists leave out.
 */
export function listedJob(
  summary: JobSummary & { readonly jobId: string },
  queue: string,
  detail: DescribedJob | undefined,
): DescribedJob {
  const { container, arrayProperties, nodeProperties, ...known } = defined(summary);
  return {
    ...detail,
    ...(known as Partial<JobDetail>),
    jobId: summary.jobId,
    jobQueue: queueArn(queue, summary.jobArn),
    ...(container ? { container: { ...detail?.container, ...defined(container) } } : {}),
    ...(arrayProperties
      ? { arrayProperties: { ...detail?.arrayProperties, ...defined(arrayProperties) } }
      : {}),
    ...(nodeProperties?.isMainNode === undefined
      ? {}
      : { nodeDetails: { isMainNode: nodeProperties.isMainNode } }),
  };
}

/** The ARN of a queue that may be given by its name, in the account of one of its jobs. */
function queueArn(queue: string, jobArn: string | undefined): string {
  const match = arnPattern.exec(jobArn ?? '');
  return queue.startsWith('arn:') || !match ? queue : `${match[0]}job-queue/${queue}`;
}

/** The description in the form of an event, which is what the rest of the extension reads. */
const eventOf = (job: DescribedJob, since: number) => ({
  'detail-type': 'Batch Job State Change',
  source: 'aws.batch',
  time: new Date(since).toISOString(),
  region: arnPattern.exec(job.jobArn ?? job.jobQueue ?? '')?.[2] ?? '',
  account: arnPattern.exec(job.jobArn ?? job.jobQueue ?? '')?.[3] ?? '',
  detail: job,
});

/** The item that the table of a Lambda function would have; `since` is when the job entered its status. */
export function itemOfJob(job: DescribedJob, since: number): RawItem {
  const read = readBatchEvent(eventOf(job, since));
  // Without a readable description, the id shows at least that the job exists.
  return read.ok ? itemOf(read.job) : { jobId: job.jobId, status: String(job.status) };
}

/** The item with the description, marked as one. */
export const fullItemOfJob = (job: DescribedJob, since: number): RawItem => ({
  ...itemOfJob(job, since),
  fullEvent: JSON.stringify({ ...eventOf(job, since), 'detail-type': 'DescribeJobs' }),
});

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
