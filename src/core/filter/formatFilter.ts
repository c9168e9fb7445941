import { facetKeys } from './facets';
import type { JobFilter } from './jobFilter';
import { qualifierOfFacet, type QualifierName } from './searchQualifiers';
import { isoTime } from '../text/time';
import { hourMs } from '../base/timeUnits';

/**
 * A search term that finds a text. Quotes cannot be escaped within quotes, so a text with quotes is found by
 * its longest part without any, and a very long one by its beginning.
 */
export function searchTerm(name: QualifierName, text: string): string {
  const longest = text.split('"').reduce((a, b) => (b.length > a.length ? b : a));
  return `${name}:"${longest.slice(0, maxTermLength)}"`;
}

const maxTermLength = 300;

/** A search term for exactly this media ID, as far as the syntax can express it. */
export const mediaTerm = (mediaId: string): string =>
  searchTerm(canBeExact(mediaId) ? 'mediaid' : 'media', mediaId);

/** A search term for exactly this job, as far as the syntax can express it. */
export const jobIdTerm = (jobId: string): string =>
  searchTerm(canBeExact(jobId) ? 'jobid' : 'id', jobId);

const canBeExact = (text: string): boolean => !text.includes('"') && text.length <= maxTermLength;

/** A filter for display, in search syntax where possible. */
export function filterText(filter: JobFilter): string {
  const parts = facetKeys
    .filter(key => filter[key].length > 0)
    .map(key => `${qualifierOfFacet[key]}:${filter[key].map(plainOrQuoted).join(',')}`);
  return [...parts, ...timeText(filter), filter.text].filter(part => part !== '').join(' ');
}

const plainOrQuoted = (text: string): string => (/^[^\s",]+$/.test(text) ? text : `"${text}"`);

function timeText({ time }: JobFilter): string[] {
  if (!time) {
    return [];
  }
  return time.kind === 'last'
    ? [`age:<${Number((time.ms / hourMs).toFixed(2))}h`]
    : [`${isoTime(time.from) ?? ''}…${isoTime(time.to) ?? ''}`];
}
