import { newestFirst } from '../../core/filter/columns';
import type { JobFilter } from '../../core/filter/jobFilter';
import type { JobQueries } from '../../core/query/jobQueries';

/** The number of jobs that match each filter; yields while counting. */
export function* countMatches(
  queries: Pick<JobQueries, 'open'>,
  filters: readonly JobFilter[],
  now: number,
): Generator<undefined, number[]> {
  const counts: number[] = [];
  for (const filter of filters) {
    const query = queries.open(filter, newestFirst, now);
    try {
      const { matching } = yield* query.update();
      counts.push(matching);
    } finally {
      query.dispose();
    }
  }
  return counts;
}
