import { columnIds, type Sort, type SortKey } from './columns';
import { facetKeys, perFacet } from './facets';
import { isFiltering, type JobFilter, type JobQuerySpec } from './jobFilter';
import { qualifierOfFacet } from './searchQualifiers';
import { isoTime, parseTime } from '../text/time';
import type { TimeRange } from './timeRange';
import { hourMs } from '../base/timeUnits';

/** What a dashboard is to show. */
export interface DashboardView extends Omit<JobQuerySpec, 'sort'> {
  /** Absent: unchanged. */
  readonly sort?: Sort | undefined;
  /** The job whose details are open; never part of a link. */
  readonly jobId?: string | undefined;
  /** The media item whose story is shown instead of the table; never part of a link. */
  readonly mediaId?: string | undefined;
  /** Shows the causes of the failures instead of the table; never part of a link. */
  readonly failures?: boolean | undefined;
}

/**
 * A link below `base`: `…?status=FAILED&last=24h&q=timeout&sort=-timestamp`. VS Code decodes a link's query
 * once before passing it on, so escapes are encoded twice.
 */
export function linkOf(base: string, view: DashboardView): string {
  return `${base}?${queryOf(view).replaceAll('%', '%25')}`;
}

function queryOf({ filter, sort }: DashboardView): string {
  const query = new URLSearchParams();
  for (const key of facetKeys) {
    filter[key].forEach(value => query.append(qualifierOfFacet[key], value));
  }
  const { time, text } = filter;
  if (time?.kind === 'last') {
    const hours = time.ms / hourMs;
    query.set('last', Number.isInteger(hours) ? `${hours}h` : `${time.ms}ms`);
  } else if (time) {
    for (const name of ['from', 'to'] as const) {
      const limit = isoTime(time[name]);
      if (limit !== undefined) {
        query.set(name, limit);
      }
    }
  }
  if (text !== '') {
    query.set('q', text);
  }
  if (sort) {
    query.set('sort', [sort, sort.then].flatMap(key => (key ? [keyText(key)] : [])).join(','));
  }
  return query.toString();
}

/** Parses a whole link, or its query as VS Code passes it on; undefined if it has no filter and no sort. */
export function viewOfLink(link: string): DashboardView | undefined {
  return viewOfQuery(parametersOf(link));
}

function parametersOf(link: string): URLSearchParams {
  const [, query = link] = /^[a-z][a-z\d+.-]*:[^?]*\?(.*)$/is.exec(link) ?? [];
  const isWhole = query !== link;
  return new URLSearchParams(isWhole ? query.replaceAll('%25', '%') : query);
}

const timeNames = ['last', 'from', 'to'];
const names: readonly string[] = [
  ...facetKeys.map(key => qualifierOfFacet[key]),
  ...timeNames,
  'q',
  'sort',
];

/** Whether `viewOfLink` understands each of the link's filters, so that none is ignored. */
export function isExactLink(link: string): boolean {
  const given = [...parametersOf(link).keys()];
  const hasTime = given.some(name => timeNames.includes(name));
  return (
    given.every(name => names.includes(name)) &&
    (!hasTime || timeOf(parametersOf(link)) !== undefined)
  );
}

function viewOfQuery(query: URLSearchParams): DashboardView | undefined {
  const filter: JobFilter = {
    ...perFacet(key => query.getAll(qualifierOfFacet[key])),
    time: timeOf(query),
    text: query.get('q')?.trim() ?? '',
  };
  const sort = sortOf(query.get('sort') ?? '');
  return isFiltering(filter) || sort ? { filter, sort } : undefined;
}

const keyText = ({ column, direction }: SortKey): string =>
  direction === 'descending' ? `-${column}` : column;

function timeOf(query: URLSearchParams): TimeRange | undefined {
  const [, count, unit] = /^(\d{1,13}(?:\.\d{1,20})?)(h|ms)$/.exec(query.get('last') ?? '') ?? [];
  const ms = Number(count) * (unit === 'h' ? hourMs : 1);
  if (ms > 0) {
    return { kind: 'last', ms };
  }
  const isValid = (name: string): boolean =>
    !query.has(name) || parseTime(query.get(name) ?? '') !== undefined;
  const [from, to] = ['from', 'to'].map(name => parseTime(query.get(name) ?? ''));
  const hasLimit = from !== undefined || to !== undefined;
  return hasLimit && isValid('from') && isValid('to') && (from ?? -Infinity) < (to ?? Infinity)
    ? {
        kind: 'between',
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }
    : undefined;
}

function sortOf(text: string): Sort | undefined {
  const [first, then] = text.split(',').map(keyOf);
  return first && (then ? { ...first, then } : first);
}

function keyOf(text: string): SortKey | undefined {
  const column = columnIds.find(id => id === text.replace(/^-/, ''));
  return column && { column, direction: text.startsWith('-') ? 'descending' : 'ascending' };
}
