import { t } from '@vscode/l10n';
import type { Job } from '../job/job';

/** A text derived from a job, or why there is none, in one sentence that quotes no data. */
export type Found =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

export type LocatedJob = Pick<Job, 'jobId' | 'jobQueue' | 'jobDefinition' | 'region' | 'account'>;

/** Where a job is in AWS, as far as its item says; unknown parts are empty. */
export interface JobLocation {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

const arnPattern = /^arn:(aws(?:-[a-z]+)*):[a-z0-9-]*:([a-z0-9-]*):(\d*):/;
const regionPattern = /^[a-z]{2,4}(?:-[a-z]+){1,4}-\d{1,2}$/;

/** The id of a job, of an array's child (`uuid:3`), or of a node (`uuid#0`). */
const jobIdPattern = /^[\w-]{1,128}(?:[:#]\d{1,10})?$/;

/**
 * Partitions by region prefix ("AWS General Reference, ARNs"; isolated and sovereign ones: botocore's
 * `partitions.json`).
 */
const partitionsByRegion: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

/**
 * The item's own region and account come first; the ARNs of its queue, then its definition, fill the gaps.
 */
export function locationOfJob(job: LocatedJob): JobLocation {
  const arns = [job.jobQueue, job.jobDefinition].flatMap(arn => {
    const match = arnPattern.exec(arn);
    return match ? [{ partition: match[1] ?? '', region: match[2], account: match[3] }] : [];
  });
  const first = (own: string, name: 'region' | 'account'): string =>
    own || (arns.map(arn => arn[name]).find(Boolean) ?? '');
  const region = first(job.region.trim(), 'region');
  return {
    partition: arns[0]?.partition ?? partitionOfRegion(region),
    region,
    account: first(job.account.trim(), 'account'),
  };
}

export function jobArn(job: LocatedJob): Found {
  const { partition, region, account } = locationOfJob(job);
  const problem = regionProblem(region) ?? accountProblem(account) ?? jobIdProblem(job.jobId);
  return problem ?? found(`arn:${partition}:batch:${region}:${account}:job/${job.jobId}`);
}

export const found = (text: string): Found => ({ ok: true, text });

export const notFound = (reason: string): Found & { readonly ok: false } => ({ ok: false, reason });

/** A region becomes part of a host name, so it must not contain anything else. */
export function regionProblem(region: string): (Found & { readonly ok: false }) | undefined {
  if (region === '') {
    return notFound(t('This job’s region is unknown.'));
  }
  return regionPattern.test(region)
    ? undefined
    : notFound(t('This job’s region is not a valid AWS region.'));
}

export function jobIdProblem(jobId: string): (Found & { readonly ok: false }) | undefined {
  return jobIdPattern.test(jobId)
    ? undefined
    : notFound(t('This job’s ID is not a valid AWS Batch job ID.'));
}

function accountProblem(account: string): (Found & { readonly ok: false }) | undefined {
  if (account === '') {
    return notFound(t('This job’s AWS account is unknown.'));
  }
  return /^\d{12}$/.test(account)
    ? undefined
    : notFound(t('This job’s account is not a valid AWS account ID.'));
}

export function partitionOfRegion(region: string): string {
  return partitionsByRegion.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}
