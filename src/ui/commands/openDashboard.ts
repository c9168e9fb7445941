import type { Dashboard } from '../dashboard/dashboard';
import { viewOf } from '../dashboard/viewArgument';

/**
 * Opens the dashboard as it was, or with the view in the argument. VS Code also passes the focused tree node,
 * which is ignored, since the view's title button does not refer to it.
 */
export const openDashboard =
  (dashboard: Pick<Dashboard, 'show'>) =>
  (target?: unknown): void =>
    dashboard.show(viewOf(target));
