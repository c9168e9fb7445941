import { facetKeys } from './facets';
import type { JobFilter } from './jobFilter';
import { qualifierOfFacet, type QualifierName } from './searchQualifiers';
import { isoTime } from '../text/time';

/**
 * A term that finds a text, in the syntax of searches, which has no sign for a quote within quotes: of a
 * text with quotes the longest piece without is looked for, and of a very long one its beginning.
 */
export function searchTerm(name: QualifierName, text: string): string {
  const longest = text.split('"').reduce((a, b) => (b.length > a.length ? b : a));
  return `${name}:"${longest.slice(0, maxTermLength)}"`;
}

const maxTermLength = 300;

/** A term that finds a media ID and none that it is a part of, as far as a search can say it whole. */
export const mediaTerm = (mediaId: string): string =>
  searchTerm(
    mediaId.includes('"') || mediaId.length > maxTermLength ? 'media' : 'mediaid',
    mediaId,
  );

/** A filter as a reader sees it, in the syntax of searches as far as that goes. */
export function filterText(filter: JobFilter): string {
  const parts = facetKeys
    .filter(key => filter[key].length > 0)
    .map(key => `${qualifierOfFacet[key]}:${filter[key].map(plainOrQuoted).join(',')}`);
  return [...parts, ...timeText(filter), filter.text].filter(part => part !== '').join(' ');
}

const plainOrQuoted = (text: string): string => (/^[^\s",]+$/.test(text) ? text : `"${text}"`);

const hourMs = 3_600_000;

function timeText({ time }: JobFilter): string[] {
  if (!time) {
    return [];
  }
  return time.kind === 'last'
    ? [`age:<${Number((time.ms / hourMs).toFixed(2))}h`]
    : [`${isoTime(time.from) ?? ''}…${isoTime(time.to) ?? ''}`];
}
