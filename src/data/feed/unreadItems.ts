import { escapeText } from '../../core/text/escapeText';
import type { RawItem } from '../table/jobTable';

/** What of the table could not be read, for the user to look at: lists are bounded, and say so. */
export interface UnreadItems {
  /** Of each item that holds no job, what it holds. */
  readonly items: readonly string[];
  /** By id, the attributes of a job that were left out. */
  readonly damaged: ReadonlyMap<string, readonly string[]>;
  /** There are more jobs like these. */
  readonly hasMoreDamaged: boolean;
}

export const noUnreadItems: UnreadItems = { items: [], damaged: new Map(), hasMoreDamaged: false };

/** Items that hold no job are all counted; so many are listed. */
export const maxListed = 200;
/** A table whose every item is damaged must not fill the memory. */
export const maxDamaged = 10_000;

const maxNameLength = 40;
const maxTextLength = 80;
const maxShown = 8;

/** What an item holds, as a line: names, and texts and numbers, as far as they tell it from others. */
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
