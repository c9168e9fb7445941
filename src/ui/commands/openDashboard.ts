import { noFilter, type JobFilter } from '../../core/jobFilter';
import type { Dashboard } from '../dashboard';
import { isJobNode, type JobNode } from '../jobNode';

/** Opens the dashboard; on the jobs of a tree group, or of a filter, when given one. */
export const openDashboard =
  (dashboard: Pick<Dashboard, 'show'>) =>
  (target?: unknown): void =>
    dashboard.show(filterOf(target));

/** Arguments come from the tree, the status bar and from users' keybindings: nothing is sure. */
export function filterOf(target: unknown): JobFilter | undefined {
  if (isJobNode(target)) {
    return filterOfNode(target);
  }
  if (typeof target !== 'object' || target === null) {
    return undefined;
  }
  const { statuses, taskTypes, regions } = target as Record<string, unknown>;
  if (statuses === undefined && taskTypes === undefined && regions === undefined) {
    return undefined;
  }
  return { statuses: texts(statuses), taskTypes: texts(taskTypes), regions: texts(regions) };
}

function filterOfNode(node: JobNode): JobFilter | undefined {
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

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(text => typeof text === 'string') : [];
}
