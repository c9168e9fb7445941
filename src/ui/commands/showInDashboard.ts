import { filterOfChildren, filterOfGroup } from '../../core/tree/groupFilter';
import type { JobFilter } from '../../core/filter/jobFilter';
import type { Dashboard } from '../dashboard/dashboard';
import { isJobNode, type JobNode } from '../jobsView/jobNode';
import type { TreeFilter } from '../jobsView/treeFilter';
import { viewOfQueueNode } from '../queues/queueFilter';

/** Opens the dashboard with the jobs of a tree group, as filtered in the tree, or with those of a queue. */
export const showInDashboard =
  (dashboard: Pick<Dashboard, 'show'>, treeFilter: Pick<TreeFilter, 'value'>) =>
  (target?: unknown): void => {
    const filter = isJobNode(target) ? filterOfNode(target, treeFilter.value) : undefined;
    dashboard.show(filter ? { filter } : viewOfQueueNode(target));
  };

/** A filter for the jobs of a node, within the tree's filter. */
export function filterOfNode(node: JobNode, filter: JobFilter): JobFilter | undefined {
  switch (node.kind) {
    case 'group':
      return filterOfGroup(filter, node.grouping, node.path);
    case 'job':
      return undefined;
    case 'more': {
      const { parent, childId } = node;
      if (parent?.kind === 'job') {
        return filterOfChildren(filter, parent.job.jobId, childId);
      }
      return parent ? filterOfNode(parent, filter) : filter;
    }
  }
}
