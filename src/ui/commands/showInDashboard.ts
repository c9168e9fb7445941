import { noFilter, type JobFilter } from '../../core/jobFilter';
import type { Dashboard } from '../dashboard';
import { isJobNode, type JobNode } from '../jobNode';

/** Opens the dashboard on the jobs of a group of the tree. */
export const showInDashboard =
  (dashboard: Pick<Dashboard, 'show'>) =>
  (target?: unknown): void => {
    const filter = isJobNode(target) ? filterOfNode(target) : undefined;
    dashboard.show(filter && { filter });
  };

export function filterOfNode(node: JobNode): JobFilter | undefined {
  switch (node.kind) {
    case 'taskType':
      return { ...noFilter, taskTypes: [node.taskType] };
    case 'status':
      return { ...noFilter, taskTypes: [node.taskType], statuses: [node.status] };
    case 'more':
      return filterOfNode(node.group);
    case 'job':
      return undefined;
  }
}
