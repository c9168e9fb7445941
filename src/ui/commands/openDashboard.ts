import type { JobFilter } from '../../core/jobFilter';
import { maxSearchLength } from '../../protocol';
import type { Dashboard } from '../dashboard';

/**
 * Opens the dashboard as it was, or on the jobs of a filter when given one. VS Code also hands over
 * the tree's focused node, which is no filter: the button in the view's title is not about a node.
 */
export const openDashboard =
  (dashboard: Pick<Dashboard, 'show'>) =>
  (target?: unknown): void =>
    dashboard.show(filterOf(target));

/** Arguments come from the status bar and from users' keybindings: nothing is sure. */
export function filterOf(target: unknown): JobFilter | undefined {
  if (typeof target !== 'object' || target === null) {
    return undefined;
  }
  const { statuses, taskTypes, regions, text } = target as Record<string, unknown>;
  if ([statuses, taskTypes, regions, text].every(value => value === undefined)) {
    return undefined;
  }
  return {
    statuses: texts(statuses),
    taskTypes: texts(taskTypes),
    regions: texts(regions),
    text: typeof text === 'string' ? text.trim().slice(0, maxSearchLength) : '',
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(text => typeof text === 'string') : [];
}
