import { noFilter } from '../../core/filter/jobFilter';
import type { Dashboard } from '../dashboard/dashboard';

/** Shows the failures by cause, of the jobs that the dashboard is filtered to. */
export const showFailures = (dashboard: Pick<Dashboard, 'show' | 'query'>) => (): void =>
  dashboard.show({ filter: dashboard.query?.filter ?? noFilter, failures: true });
