/** The entry of a chunk of its own: what a dashboard needs of the host, loaded when one is opened. */
export { dashboardHtml } from './dashboardHtml';
export { DashboardSession } from './dashboardSession';
