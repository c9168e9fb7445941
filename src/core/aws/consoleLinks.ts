import { t } from '@vscode/l10n';
import { isArrayParent, type ArrayFields } from '../job/arrayParent';
import type { Job } from '../job/job';
import { defaultLogGroup } from '../job/logSettings';
import { isTerminal } from '../job/status';
import { singleLine } from '../text/singleLine';
import type { LogLocation } from './logLocation';
import { isLogStream } from './logNames';
import {
  found,
  jobIdProblem,
  notFound,
  locationOfJob,
  regionProblem,
  type Found,
  type LocatedJob,
} from './jobLocation';

/** Where the AWS console of a partition is. Those not here have consoles that nobody outside can name. */
const consoleDomains: ReadonlyMap<string, string> = new Map([
  ['aws', 'aws.amazon.com'],
  ['aws-cn', 'amazonaws.cn'],
  ['aws-us-gov', 'amazonaws-us-gov.com'],
]);

/** A log driver's name is one of a few short words. */
const longestDriver = 40;

type LoggedJob = LocatedJob & Pick<Job, 'status'> & ArrayFields;

/**
 * A job in the AWS Batch console. Sure is the path for ordinary jobs, which the console itself uses. That
 * it takes the ids of an array's children and of nodes there is likely and not documented; their `:` and
 * `#` are encoded, so that they reach it whatever parts the address on the way.
 */
export function jobConsoleLink(job: LocatedJob): Found {
  const problem = jobIdProblem(job.jobId);
  return problem ?? consoleLink(job, 'batch', `jobs/detail/${encodeURIComponent(job.jobId)}`);
}

/** A log stream of a job in the CloudWatch console, or why there is none. */
export function logConsoleLink(job: LoggedJob, place: LogLocation): Found {
  const { logStreamName = '', logGroupName, logRegion } = place;
  const group = logGroupName ?? defaultLogGroup;
  const problem = logProblem(job, place);
  if (problem) {
    return problem;
  }
  const hash = `logsV2:log-groups/log-group/${escaped(group)}/log-events/${escaped(logStreamName)}`;
  return consoleLink(logRegion ? { ...job, region: logRegion } : job, 'cloudwatch', hash);
}

/** Why CloudWatch Logs has no log of a job; undefined if it should have one. */
export function logProblem(
  job: LoggedJob,
  { logStreamName, logGroupName, logDriver, isOnEks }: LogLocation,
): (Found & { readonly ok: false }) | undefined {
  if (logDriver !== undefined) {
    return notFound(
      t(
        'The logs of this job are not in CloudWatch: its log driver is {0}.',
        singleLine(logDriver, longestDriver),
      ),
    );
  }
  if (!logStreamName) {
    return notFound(isOnEks ? onEks() : withoutStream(job));
  }
  return isLogStream(logGroupName ?? defaultLogGroup, logStreamName)
    ? undefined
    : notFound(t('This job’s log stream is not a valid CloudWatch log stream.'));
}

const onEks = (): string =>
  t(
    'AWS Batch does not collect logs of jobs on Amazon EKS. Check where your cluster sends its pod logs.',
  );

function withoutStream(job: LoggedJob): string {
  if (isArrayParent(job)) {
    return t('An array job has no log of its own. Open the log of one of its children.');
  }
  return isTerminal(job.status)
    ? t('This job has no log stream: AWS Batch creates one only when an attempt starts.')
    : t('This job has no log stream yet. AWS Batch assigns one when an attempt starts.');
}

/** Pages of the AWS Batch console by the type in an ARN. */
const resourcePages: ReadonlyMap<string, string> = new Map([
  ['job-queue', 'queues'],
  ['compute-environment', 'compute-environments'],
]);

/** A job queue or compute environment in the AWS Batch console, by its ARN, which becomes part of the address. */
export function resourceConsoleLink(arn: string): Found {
  const [, partition = '', region = '', type = ''] =
    /^arn:(aws[a-z-]*):batch:([a-z0-9-]+):\d{12}:([a-z-]+)\/[\w-]{1,128}$/.exec(arn) ?? [];
  const page = resourcePages.get(type);
  return page === undefined
    ? notFound(t('This is not the ARN of a job queue or compute environment.'))
    : consoleLinkAt(partition, region, 'batch', `${page}/detail/${arn}`);
}

function consoleLink(job: LocatedJob, service: string, hash: string): Found {
  const { partition, region } = locationOfJob(job);
  return consoleLinkAt(partition, region, service, hash);
}

function consoleLinkAt(partition: string, region: string, service: string, hash: string): Found {
  const problem = regionProblem(region);
  if (problem) {
    return problem;
  }
  const domain = consoleDomains.get(partition);
  return domain === undefined
    ? notFound(
        t('Batch Monitor does not know the AWS console address of partition {0}.', partition),
      )
    : found(`https://${region}.console.${domain}/${service}/home?region=${region}#${hash}`);
}

/** The CloudWatch console encodes twice and writes `$` for `%`: `/` becomes `$252F`. */
function escaped(name: string): string {
  return encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
}
