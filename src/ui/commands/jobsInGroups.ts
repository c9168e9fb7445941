import { inSlices } from '../../core/base/timeSlicing';
import { newestFirst } from '../../core/filter/columns';
import type { JobFilter } from '../../core/filter/jobFilter';
import type { JobQueries } from '../../core/query/jobQueries';
import type { JobStore } from '../../core/store/jobStore';
import { TableGuard } from '../../core/store/tableGuard';
import { systemClock } from '../base/clock';
import { isJobNode } from '../jobsView/jobNode';
import { filterOfNode } from './showInDashboard';

export interface JobsInGroupsServices {
  readonly store: JobStore;
  readonly queries: Pick<JobQueries, 'open'>;
  readonly treeFilter: { readonly value: JobFilter };
}

export const isGroup = (node: unknown): boolean => isJobNode(node) && node.kind !== 'job';

/** Ids of the newest jobs in each of these nodes of the jobs view that is a group, at most `max` in all. */
export async function jobIdsInGroups(
  nodes: readonly unknown[],
  max: number,
  services: JobsInGroupsServices,
): Promise<readonly string[]> {
  const { store, treeFilter } = services;
  const sameTable = new TableGuard(store);
  const jobIds = new Set<string>();
  for (const node of nodes) {
    const filter = isJobNode(node) ? filterOfNode(node, treeFilter.value) : undefined;
    for (const jobId of filter ? await newestIds(filter, max, services) : []) {
      jobIds.add(jobId);
    }
  }
  sameTable.require();
  return [...jobIds].slice(0, max);
}

async function newestIds(
  filter: JobFilter,
  max: number,
  { queries, store }: JobsInGroupsServices,
): Promise<readonly string[]> {
  const query = queries.open(filter, newestFirst, Date.now());
  try {
    const { rows } = await inSlices(query.update(), systemClock);
    return store.rows.idsOf(rows.subarray(0, max));
  } finally {
    query.dispose();
  }
}
