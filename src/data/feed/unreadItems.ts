import { escapeText } from '../../core/text/escapeText';
import type { RawItem } from '../table/jobTable';

/** What could not be read, for display; lists are limited and say so. */
export interface UnreadItems {
  /** A description of each item that holds no job. */
  readonly items: readonly string[];
  /** The attributes left out of each job, by job id. */
  readonly damaged: ReadonlyMap<string, readonly string[]>;
  /** More jobs are damaged than listed. */
  readonly hasMoreDamaged: boolean;
}

export const noUnreadItems: UnreadItems = { items: [], damaged: new Map(), hasMoreDamaged: false };

/** All items without a job are counted; this many are listed. */
export const maxListed = 200;
/** Limits memory if every item of a table is damaged. */
export const maxDamaged = 10_000;

const maxNameLength = 40;
const maxTextLength = 80;
const maxShown = 8;

/** Describes an item on one line: names with short strings and numbers, enough to identify it. */
export function describeItem(item: RawItem): string {
  const entries = Object.entries(item);
  const shown = entries
    .slice(0, maxShown)
    .map(([name, value]) => `${escapeText(name, maxNameLength)}: ${shortValue(value)}`);
  return `{ ${shown.join(', ')}${entries.length > maxShown ? ', …' : ''} }`;
}

function shortValue(value: unknown): string {
  if (typeof value === 'string') {
    return `"${escapeText(value, maxTextLength)}"`;
  }
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? '[…]' : '{…}';
  }
  return String(value);
}
