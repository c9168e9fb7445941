import { eventAuthority, type EventTable } from '../event/eventUri';
import type { Job } from '../job/job';
import type { JobLog } from './jobLogs';

/** The scheme of log documents: `batch-monitor-log://<table>/<title>.log?<job id, attempt and container>`. */
export const logScheme = 'batch-monitor-log';

/** What a log document shows. */
export interface LogAddress {
  readonly jobId: string;
  /** As in `JobLog`; undefined: the log that decided. */
  readonly attempt: number | undefined;
  readonly container: string | undefined;
}

export interface UriParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

const maxNameLength = 128;

/** Names of jobs and containers hold letters, digits, `-`, `_` and `.`; anything else must not make a path. */
const plain = (text: string): string =>
  text
    .slice(0, maxNameLength * 2)
    .replace(/[^\w.-]+/g, '_')
    .slice(0, maxNameLength);

/** The title of the tab: the job's name, and which of its logs this is. */
function fileName(job: Pick<Job, 'jobId' | 'jobName' | 'arrayIndex'>, log: LogName): string {
  const name = plain(job.jobName) || plain(job.jobId) || 'job';
  const child = job.jobName && job.arrayIndex !== undefined ? ` [${job.arrayIndex}]` : '';
  const parts = [
    ...(log.attempt > 0 ? [`attempt ${log.attempt}`] : []),
    ...(log.container === undefined ? [] : [plain(log.container)]),
  ];
  return `${name}${child}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}.log`;
}

type LogName = Pick<JobLog, 'attempt' | 'container'>;

/** The address of a log document. */
export function logUri(
  job: Pick<Job, 'jobId' | 'jobName' | 'arrayIndex'>,
  log: LogName,
  table: EventTable,
): UriParts {
  const query = new URLSearchParams({ job: job.jobId, attempt: String(log.attempt) });
  if (log.container !== undefined) {
    query.set('container', log.container);
  }
  return {
    scheme: logScheme,
    authority: eventAuthority(table),
    path: `/${fileName(job, log)}`,
    query: query.toString(),
  };
}

/** What an address names. Addresses come from anywhere. */
export function logAddressOf(uri: unknown): LogAddress | undefined {
  if (typeof uri !== 'object' || uri === null) {
    return undefined;
  }
  const { scheme, query } = uri as Readonly<Record<string, unknown>>;
  if (scheme !== logScheme || typeof query !== 'string') {
    return undefined;
  }
  const values = new URLSearchParams(query);
  const jobId = values.get('job') ?? '';
  const attempt = Number(values.get('attempt') ?? NaN);
  return jobId === ''
    ? undefined
    : {
        jobId,
        attempt: Number.isInteger(attempt) && attempt >= 0 ? attempt : undefined,
        container: values.get('container') ?? undefined,
      };
}
