import type { Job } from './job';

/** The scheme of event documents: `batch-monitor-event:/<file name>?<job id>`, of the sample `…://sample/…`. */
export const eventScheme = 'batch-monitor-event';

/** Sets events of made-up jobs apart from all others, also when the sample has long ended. */
const sampleAuthority = 'sample';

/** What an address must have to name an event document. */
export interface EventAddress {
  readonly scheme: string;
  readonly query: string;
}

const longestName = 128;
const longestStatus = 32;

/**
 * The last part of a document's address, which VS Code shows as the title of its tab: the job's name and
 * status, or the job's id where there is no name. Nothing is read from it again.
 */
export function eventFileName(
  jobId: string,
  job: Pick<Job, 'jobName' | 'status' | 'arrayIndex'> | undefined,
  isSample = false,
): string {
  const name = plain(job?.jobName ?? '', longestName) || plain(jobId, longestName) || 'job';
  // The children of an array share a name.
  const child = job?.jobName && job.arrayIndex !== undefined ? ` [${job.arrayIndex}]` : '';
  const status = plain(job?.status ?? '', longestStatus);
  return `${name}${child}${status === '' ? '' : ` (${status})`}${isSample ? ' (sample)' : ''}.json`;
}

/** The address of a job's event, by its parts. */
export function eventAddress(
  jobId: string,
  job: Parameters<typeof eventFileName>[1],
  isSample = false,
): EventAddress & { readonly authority: string; readonly path: string } {
  return {
    scheme: eventScheme,
    authority: isSample ? sampleAuthority : '',
    path: `/${eventFileName(jobId, job, isSample)}`,
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

/** Job names hold letters, digits, `-` and `_`; anything else in damaged data must not make a path. */
function plain(text: string, longest: number): string {
  return text
    .slice(0, longest * 2)
    .replace(/[^\w.-]+/g, '_')
    .slice(0, longest);
}
