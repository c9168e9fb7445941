/** Every name the manifest and the code share; a test holds this table against package.json. */

export const views = { jobs: 'batchMonitor.jobs' } as const;

export const panels = { dashboard: 'batchMonitor.dashboard' } as const;

export const commands = {
  openDashboard: 'batchMonitor.openDashboard',
  showInDashboard: 'batchMonitor.showInDashboard',
  refresh: 'batchMonitor.refresh',
  openEvent: 'batchMonitor.openEvent',
  exportJobs: 'batchMonitor.exportJobs',
  checkConnection: 'batchMonitor.checkConnection',
  copyJobId: 'batchMonitor.copyJobId',
  openSettings: 'batchMonitor.openSettings',
  showLog: 'batchMonitor.showLog',
  groupJobs: 'batchMonitor.groupJobs',
  filterTree: 'batchMonitor.filterTree',
  clearTreeFilter: 'batchMonitor.clearTreeFilter',
  shareTreeFilter: 'batchMonitor.shareTreeFilter',
  separateTreeFilter: 'batchMonitor.separateTreeFilter',
} as const;

/** Keys below `batchMonitor.`. */
export const settingsSection = 'batchMonitor';
export const settingKeys = {
  tableName: 'tableName',
  region: 'region',
  profile: 'profile',
  endpoint: 'endpoint',
  refreshIntervalSeconds: 'refreshIntervalSeconds',
  liveIntervalSeconds: 'liveIntervalSeconds',
  taskTypes: 'taskTypes',
  statusBarFailedWithin: 'statusBar.failedWithin',
  costWarningPerDay: 'costWarningPerDay',
} as const;

/** Set so that the manifest's `when` clauses can pick the right welcome text. */
export const contextKeys = {
  phase: 'batchMonitor.phase',
  problem: 'batchMonitor.problem',
  /** `own` or `shared`. */
  treeFilter: 'batchMonitor.treeFilter',
  isTreeFiltered: 'batchMonitor.isTreeFiltered',
} as const;

export const colors = {
  failed: 'batchMonitor.status.failed',
  succeeded: 'batchMonitor.status.succeeded',
  active: 'batchMonitor.status.active',
  pending: 'batchMonitor.status.pending',
  submitted: 'batchMonitor.status.submitted',
  unknown: 'batchMonitor.status.unknown',
} as const;
