import type { Cost } from '../../core/polling/cost';
import type { FinishedRead } from '../../data/feed/jobFeed';

const read: Readonly<Record<FinishedRead['kind'], string>> = {
  scan: 'scanned the table',
  index: 'read the entire index',
  changes: 'read what changed',
  list: 'listed all jobs',
  refresh: 'listed unfinished and new jobs',
};

let figures: Intl.NumberFormat | undefined;

/** The log is always in English, so that it can be searched and shared. */
function count(value: number): string {
  figures ??= new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
  return figures.format(value);
}

/** A finished read as one log line. */
export function readLogLine({ kind, items, pages, ms }: FinishedRead, cost: Cost): string {
  const { unit, readUnits, sessionUnits, day } = cost;
  const units = unit === 'calls' ? 'calls' : 'read units';
  const parts = [
    `${read[kind]}: ${count(items)} items on ${count(pages)} pages in ${count(Math.round(ms))} ms`,
    `${count(readUnits)} ${units}, ${count(sessionUnits)} this session`,
    ...(day ? [`about ${count(Math.round(day.units))} ($${day.dollars.toFixed(2)}) a day`] : []),
  ];
  return parts.join('; ');
}
