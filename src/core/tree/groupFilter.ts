import type { FacetKey } from '../filter/facets';
import type { JobFilter } from '../filter/jobFilter';
import { groupings, type GroupBy, type GroupingId } from './jobGrouping';
import type { GroupPath } from './jobGroup';
import { isWholeJobId } from '../job/jobId';
import { mediaTerm, searchTerm } from '../filter/formatFilter';

const facetOf = {
  taskType: 'taskTypes',
  status: 'statuses',
  cause: 'causes',
  queue: 'queues',
  definition: 'definitions',
  revision: 'definitions',
  region: 'regions',
} as const satisfies Record<Exclude<GroupBy, 'media'>, FacetKey>;

/** A filter for the jobs of a group among those that match `filter`. */
export function filterOfGroup(filter: JobFilter, grouping: GroupingId, path: GroupPath): JobFilter {
  const levels: readonly GroupBy[] = groupings[grouping];
  return path.reduce<JobFilter>((narrowed, name, level) => {
    const by = levels[level];
    if (by === undefined) {
      return narrowed;
    }
    if (by === 'media') {
      return withTerm(narrowed, name === '' ? 'is:nomedia' : mediaTerm(name));
    }
    return { ...narrowed, [facetOf[by]]: [name] };
  }, filter);
}

/**
 * A filter for the children of a job. Without a `childId` that shows the separator of their ids, it also
 * matches the parent, unless both separators can be tried.
 */
export function filterOfChildren(
  filter: JobFilter,
  jobId: string,
  childId: string | undefined,
): JobFilter {
  const separator = childId?.slice(jobId.length, jobId.length + 1) ?? '';
  const isPart = childId?.startsWith(jobId) === true && /[:#]/.test(separator);
  if (!isPart && isWholeJobId(jobId)) {
    return withTerm(filter, `id:"${jobId}:","${jobId}#"`);
  }
  return withTerm(filter, searchTerm('id', isPart ? jobId + separator : jobId));
}

function withTerm(filter: JobFilter, term: string): JobFilter {
  return { ...filter, text: filter.text === '' ? term : `${filter.text} ${term}` };
}
