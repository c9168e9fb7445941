import type { SliceClock } from '../../core/base/clock';
import { maxJobsAtOnce } from '../../core/actions/jobActions';
import { runInSlices } from '../../core/base/timeSlicing';
import type { JobQuerySpec } from '../../core/filter/jobFilter';
import type { Job } from '../../core/job/job';
import type { JobQueries } from '../../core/query/jobQueries';
import type { ViewResult } from '../../core/query/viewResult';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard } from '../../core/store/tableGuard';
import type { PageQuery } from './queryMessages';

export interface MatchingJobs {
  readonly jobs: readonly Job[];
  /** Whether more jobs match than these. */
  readonly isCut: boolean;
}

export interface MatchingJobsFinderOptions {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly clock: SliceClock;
  /** The newest query of the page. */
  readonly query: () => PageQuery | undefined;
}

/**
 * Finds the jobs that match the page's newest query by running it again on the current jobs: rows of the
 * page's result may belong to other jobs by now.
 */
export class MatchingJobsFinder {
  constructor(private readonly options: MatchingJobsFinderOptions) {}

  /** The matching jobs minus exceptions, at most as many as can be copied at once. */
  find(exceptIds: readonly string[], then: (matching: MatchingJobs) => void): void {
    const except = new Set(exceptIds);
    this.run(({ jobs, matching }) => {
      const selected = jobs(0, maxJobsAtOnce + except.size).filter(
        ({ jobId }) => !except.has(jobId),
      );
      const isCut = matching - except.size > maxJobsAtOnce;
      then({ jobs: selected.slice(0, maxJobsAtOnce), isCut });
    });
  }

  /** Ids of the first `max` matching jobs, minus exceptions; of another query if given. */
  findIds(
    exceptIds: readonly string[],
    max: number,
    then: (jobIds: readonly string[]) => void,
    spec?: JobQuerySpec,
  ): void {
    const except = new Set(exceptIds);
    this.run(({ rows }) => {
      const jobIds = this.options.store.rows.idsOf(rows.subarray(0, max + except.size));
      then(jobIds.filter(jobId => !except.has(jobId)).slice(0, max));
    }, spec);
  }

  private run(
    then: (found: Pick<ViewResult, 'jobs' | 'rows' | 'matching'>) => void,
    other?: JobQuerySpec,
  ): void {
    const { queries, clock, store } = this.options;
    const sameTable = new TableGuard(store);
    const none = { jobs: () => [], rows: new Uint32Array(), matching: 0 };
    const newest = this.options.query();
    if (!newest) {
      then(none);
      return;
    }
    const { now } = newest;
    const spec = other ?? newest.spec;
    const query = queries.open(spec.filter, spec.sort, now);
    runInSlices(query.update(), clock, found => {
      // After a table switch the result would be of other jobs.
      then(sameTable.holds ? found : none);
      query.dispose();
    });
  }
}
