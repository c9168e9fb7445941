import { awayFilter } from '../../core/failures/awayFailures';
import type { Dashboard } from '../dashboard/dashboard';
import type { WhileAway } from '../polling/whileAway';

/** Shows the failures while the user was away in the dashboard. */
export const showNewFailures =
  (away: Pick<WhileAway, 'failures'>, dashboard: Pick<Dashboard, 'show'>) => (): void => {
    const { failures } = away;
    if (failures) {
      dashboard.show({ filter: awayFilter(failures.since, failures.search) });
    }
  };
