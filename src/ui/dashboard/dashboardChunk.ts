/** Entry of a separate chunk: the host side of the dashboard, loaded when one opens. */
export { dashboardHtml } from './dashboardHtml';
export { DashboardSession } from './dashboardSession';
