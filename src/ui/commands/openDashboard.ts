import type { Dashboard } from '../dashboard/dashboard';
import { viewOf } from '../dashboard/viewArgument';

/**
 * Opens the dashboard as it was, or on the jobs of a filter or link when given one. VS Code also hands
 * over the tree's focused node, which is neither: the button in the view's title is not about a node.
 */
export const openDashboard =
  (dashboard: Pick<Dashboard, 'show'>) =>
  (target?: unknown): void =>
    dashboard.show(viewOf(target));
