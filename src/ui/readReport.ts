import { costText, type Cost } from '../core/cost';
import { formatCount } from '../core/formatCount';
import type { FinishedRead } from '../data/jobFeed';

const read: Readonly<Record<FinishedRead['kind'], string>> = {
  scan: 'scanned the table',
  index: 'read the whole index',
  changes: 'read what changed',
};

/** A read as one line of the log. */
export function readReport({ kind, items, pages, ms }: FinishedRead, cost: Cost): string {
  return `${read[kind]}: ${formatCount(items)} items on ${formatCount(pages)} pages in ${formatCount(Math.round(ms))} ms; ${costText(cost)}`;
}
