import { t } from '@vscode/l10n';
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

/** Where Batch writes logs unless the job definition says otherwise (User Guide, "awslogs"). */
const defaultLogGroup = '/aws/batch/job';

/** As CloudWatch Logs names them (API reference, `CreateLogGroup`, `CreateLogStream`). */
const logGroupPattern = /^[\w./#-]{1,512}$/;
const logStreamPattern = /^[^:*\p{C}]{1,512}$/u;

export interface LogLocation {
  readonly logStreamName: string | undefined;
  readonly logGroupName: string | undefined;
}

/**
 * A job in the AWS Batch console. Sure is the path for ordinary jobs, which the console itself uses. That
 * it takes the ids of an array's children and of nodes there is likely and not documented; their `:` and
 * `#` are encoded, so that they reach it whatever parts the address on the way.
 */
export function jobConsoleLink(job: LocatedJob): Found {
  const problem = jobIdProblem(job.jobId);
  return problem ?? consoleLink(job, 'batch', `jobs/detail/${encodeURIComponent(job.jobId)}`);
}

/** A log stream of a job in the CloudWatch console, in the region of the job. */
export function logConsoleLink(
  job: LocatedJob,
  { logStreamName, logGroupName }: LogLocation,
): Found {
  const group = logGroupName ?? defaultLogGroup;
  if (!logStreamName) {
    return notFound(
      t('This job has no log stream yet: AWS Batch names it when an attempt has started.'),
    );
  }
  if (!logGroupPattern.test(group) || !logStreamPattern.test(logStreamName)) {
    return notFound(t('The log stream stored for this job is not one of CloudWatch.'));
  }
  const hash = `logsV2:log-groups/log-group/${escaped(group)}/log-events/${escaped(logStreamName)}`;
  return consoleLink(job, 'cloudwatch', hash);
}

function consoleLink(job: LocatedJob, service: string, hash: string): Found {
  const { partition, region } = locationOfJob(job);
  const problem = regionProblem(region);
  if (problem) {
    return problem;
  }
  const domain = consoleDomains.get(partition);
  return domain === undefined
    ? notFound(t('The AWS console of partition {0} has no address known here.', partition))
    : found(`https://${region}.console.${domain}/${service}/home?region=${region}#${hash}`);
}

/** The CloudWatch console encodes twice and writes `$` for `%`: `/` becomes `$252F`. */
function escaped(name: string): string {
  return encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
}
