import type { DashboardView } from '../../core/filter/dashboardLink';
import type { TablePosition } from '../../protocol/schemas';

/** A view, and where the user was in its table. */
export interface ShownView extends DashboardView {
  readonly position?: TablePosition | undefined;
}
