import type { Job } from '../job/job';
import { hashOf } from '../job/shard';

/** The scheme of event documents: `batch-monitor-event://<place>/<file name>?<job id>`. */
export const eventScheme = 'batch-monitor-event';

/** The same for events that are prepared for a comparison. */
export const comparisonScheme = 'batch-monitor-comparison';

/** Sets events of made-up jobs apart from all others, also when the sample has long ended. */
const sampleAuthority = 'sample';

/** What tells one table from another; an endpoint that was mistyped makes none. */
export interface EventTable {
  readonly tableName: string;
  readonly region: string;
  readonly isSample?: true;
}

/**
 * Where events of a table are, as the authority of their addresses: `jobs.eu-west-1.1f0c2a`. Authorities
 * have no capital letters, tables do: a hash tells those apart that differ in nothing else.
 */
export function eventAuthority({ tableName, region, isSample }: EventTable): string {
  if (isSample) {
    return sampleAuthority;
  }
  const name = (tableName.split('/').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
  const hash = hashOf(JSON.stringify([tableName, region]));
  return `${name}.${region}.${hash.toString(16).padStart(8, '0')}`;
}

/** What an address must have to name an event document. */
export interface EventAddress {
  readonly scheme: string;
  readonly query: string;
}

const maxNameLength = 128;
const maxStatusLength = 32;

/**
 * The last part of a document's address, which VS Code shows as the title of its tab: the job's name and
 * status, or the job's id where there is no name. Nothing is read from it again.
 */
export function eventFileName(
  jobId: string,
  job: Pick<Job, 'jobName' | 'status' | 'arrayIndex'> | undefined,
  isSample = false,
): string {
  const name = plain(job?.jobName ?? '', maxNameLength) || plain(jobId, maxNameLength) || 'job';
  // The children of an array share a name.
  const child = job?.jobName && job.arrayIndex !== undefined ? ` [${job.arrayIndex}]` : '';
  const status = plain(job?.status ?? '', maxStatusLength);
  return `${name}${child}${status === '' ? '' : ` (${status})`}${isSample ? ' (sample)' : ''}.json`;
}

/** The address of a job's event, by its parts. */
export function eventAddress(
  jobId: string,
  job: Parameters<typeof eventFileName>[1],
  authority = '',
): EventAddress & { readonly authority: string; readonly path: string } {
  return {
    scheme: eventScheme,
    authority: authority,
    path: `/${eventFileName(jobId, job, authority === sampleAuthority)}`,
    // Half a character cannot be written into an address; no job has such an id.
    query: jobId.replace(/\p{Surrogate}/gu, '\ufffd'),
  };
}

/** The job whose event an address names. Addresses come from anywhere. */
export function jobIdOfEvent(address: unknown): string | undefined {
  if (typeof address !== 'object' || address === null) {
    return undefined;
  }
  const { scheme, query } = address as Readonly<Record<string, unknown>>;
  return scheme === eventScheme && typeof query === 'string' && query !== '' ? query : undefined;
}

export const isSampleEvent = ({ authority }: { readonly authority: string }): boolean =>
  authority === sampleAuthority;

/** Whether an event is not of this table. Addresses without a place are of whatever is active. */
export const isElsewhere = (
  { authority }: { readonly authority: string },
  table: EventTable,
): boolean => authority !== '' && authority !== eventAuthority(table);

/** Job names hold letters, digits, `-` and `_`; anything else in damaged data must not make a path. */
function plain(text: string, maxLength: number): string {
  return text
    .slice(0, maxLength * 2)
    .replace(/[^\w.-]+/g, '_')
    .slice(0, maxLength);
}
