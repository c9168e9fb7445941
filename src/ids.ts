/** Every name that the manifest and the code share; a test compares this table with package.json. */

export const views = {
  jobs: 'batchMonitor.jobs',
  queues: 'batchMonitor.queues',
  actions: 'batchMonitor.actions',
} as const;

export const panels = { dashboard: 'batchMonitor.dashboard' } as const;

/** Walkthrough ids without the extension's prefix. */
export const walkthroughs = { getStarted: 'getStarted' } as const;

export const commands = {
  openDashboard: 'batchMonitor.openDashboard',
  showInDashboard: 'batchMonitor.showInDashboard',
  refresh: 'batchMonitor.refresh',
  openEvent: 'batchMonitor.openEvent',
  compareWithLastSuccess: 'batchMonitor.compareWithLastSuccess',
  showMedia: 'batchMonitor.showMedia',
  findMedia: 'batchMonitor.findMedia',
  showFailures: 'batchMonitor.showFailures',
  showFailureJobs: 'batchMonitor.showFailureJobs',
  showFailureMedia: 'batchMonitor.showFailureMedia',
  openNewestEvent: 'batchMonitor.openNewestEvent',
  copyFailures: 'batchMonitor.copyFailures',
  showNewFailures: 'batchMonitor.showNewFailures',
  dismissNewFailures: 'batchMonitor.dismissNewFailures',
  exportJobs: 'batchMonitor.exportJobs',
  checkConnection: 'batchMonitor.checkConnection',
  copyJobId: 'batchMonitor.copyJobId',
  acknowledgeFailures: 'batchMonitor.acknowledgeFailures',
  acknowledgeJob: 'batchMonitor.acknowledgeJob',
  unacknowledgeJob: 'batchMonitor.unacknowledgeJob',
  copyJobArn: 'batchMonitor.copyJobArn',
  copyJobName: 'batchMonitor.copyJobName',
  copyMediaId: 'batchMonitor.copyMediaId',
  copyTaskId: 'batchMonitor.copyTaskId',
  copyJobLink: 'batchMonitor.copyJobLink',
  copyConsoleLink: 'batchMonitor.copyConsoleLink',
  openInConsole: 'batchMonitor.openInConsole',
  openLogs: 'batchMonitor.openLogs',
  openLog: 'batchMonitor.openLog',
  followLog: 'batchMonitor.followLog',
  stopFollowingLog: 'batchMonitor.stopFollowingLog',
  loadEarlierLog: 'batchMonitor.loadEarlierLog',
  selectLog: 'batchMonitor.selectLog',
  toggleLogTimes: 'batchMonitor.toggleLogTimes',
  saveLog: 'batchMonitor.saveLog',
  searchLogs: 'batchMonitor.searchLogs',
  compareLogs: 'batchMonitor.compareLogs',
  revealLogSecrets: 'batchMonitor.revealLogSecrets',
  hideLogSecrets: 'batchMonitor.hideLogSecrets',
  revealEventValues: 'batchMonitor.revealEventValues',
  hideEventValues: 'batchMonitor.hideEventValues',
  reloadEvent: 'batchMonitor.reloadEvent',
  openSettings: 'batchMonitor.openSettings',
  openWalkthrough: 'batchMonitor.openWalkthrough',
  setUp: 'batchMonitor.setUp',
  checkAwsCli: 'batchMonitor.checkAwsCli',
  openAwsSetup: 'batchMonitor.openAwsSetup',
  openGuide: 'batchMonitor.openGuide',
  selectProfile: 'batchMonitor.selectProfile',
  selectRegion: 'batchMonitor.selectRegion',
  selectTable: 'batchMonitor.selectTable',
  signIn: 'batchMonitor.signIn',
  manageTrust: 'batchMonitor.manageTrust',
  switchConnection: 'batchMonitor.switchConnection',
  addConnection: 'batchMonitor.addConnection',
  removeConnection: 'batchMonitor.removeConnection',
  startSampleData: 'batchMonitor.startSampleData',
  endSampleData: 'batchMonitor.endSampleData',
  copyReport: 'batchMonitor.copyReport',
  showUnreadItems: 'batchMonitor.showUnreadItems',
  showLog: 'batchMonitor.showLog',
  retryJob: 'batchMonitor.retryJob',
  abortJob: 'batchMonitor.abortJob',
  markBroken: 'batchMonitor.markBroken',
  unmarkBroken: 'batchMonitor.unmarkBroken',
  showActionHistory: 'batchMonitor.showActionHistory',
  filterActionHistory: 'batchMonitor.filterActionHistory',
  clearActionFilter: 'batchMonitor.clearActionFilter',
  exportActionHistory: 'batchMonitor.exportActionHistory',
  clearActionHistory: 'batchMonitor.clearActionHistory',
  clearCache: 'batchMonitor.clearCache',
  groupJobs: 'batchMonitor.groupJobs',
  filterTree: 'batchMonitor.filterTree',
  clearTreeFilter: 'batchMonitor.clearTreeFilter',
  shareTreeFilter: 'batchMonitor.shareTreeFilter',
  separateTreeFilter: 'batchMonitor.separateTreeFilter',
  readQueues: 'batchMonitor.readQueues',
  stopReadingQueues: 'batchMonitor.stopReadingQueues',
  refreshQueues: 'batchMonitor.refreshQueues',
  showQueue: 'batchMonitor.showQueue',
  copyArn: 'batchMonitor.copyArn',
  openQueueInConsole: 'batchMonitor.openQueueInConsole',
  copyPolicyStatement: 'batchMonitor.copyPolicyStatement',
} as const;

/** Keys below `batchMonitor.`. */
export const settingsSection = 'batchMonitor';
export const settingKeys = {
  tableName: 'tableName',
  region: 'region',
  profile: 'profile',
  endpoint: 'endpoint',
  connections: 'connections',
  source: 'source',
  historyHours: 'historyHours',
  queues: 'queues',
  refreshIntervalSeconds: 'refreshIntervalSeconds',
  liveIntervalSeconds: 'liveIntervalSeconds',
  taskTypes: 'taskTypes',
  stuckAfter: 'stuckAfter',
  statusBarFailedWithin: 'statusBar.failedWithin',
  statusBarCount: 'statusBar.count',
  costWarningPerDay: 'costWarningPerDay',
  timeZone: 'timeZone',
  logsPreview: 'logs.preview',
  cacheEnabled: 'cache.enabled',
  notificationsMode: 'notifications.mode',
  notificationsFilter: 'notifications.filter',
  notificationsWindowSeconds: 'notifications.windowSeconds',
} as const;

/** Set so that the manifest's `when` clauses can pick the right welcome text. */
export const contextKeys = {
  phase: 'batchMonitor.phase',
  problem: 'batchMonitor.problem',
  /** The source of the jobs: `settings`, `named` or `sample`. */
  connection: 'batchMonitor.connection',
  /** The jobs are those of AWS Batch itself, without a table. */
  readsBatch: 'batchMonitor.readsBatch',
  /** Completed set-up steps, for the walkthrough. */
  hasAwsCli: 'batchMonitor.hasAwsCli',
  hasCredentials: 'batchMonitor.hasCredentials',
  hasRegion: 'batchMonitor.hasRegion',
  hasTable: 'batchMonitor.hasTable',
  hasSeenJobs: 'batchMonitor.hasSeenJobs',
  hasTriedSample: 'batchMonitor.hasTriedSample',
  hasCheckedConnection: 'batchMonitor.hasCheckedConnection',
  hasOpenedDashboard: 'batchMonitor.hasOpenedDashboard',
  /** The state of the action history: empty, everything filtered out, or ready. */
  actionHistory: 'batchMonitor.actionHistory',
  actionHistoryFiltered: 'batchMonitor.actionHistoryFiltered',
  /** The URIs of open event documents that show the values of environment variables. */
  revealedEvents: 'batchMonitor.revealedEvents',
  /** The URIs of open logs that grow, and of those that show what looks like a secret. */
  followedLogs: 'batchMonitor.followedLogs',
  revealedLogs: 'batchMonitor.revealedLogs',
  /** `own` or `shared`. */
  treeFilter: 'batchMonitor.treeFilter',
  /** Jobs failed while the user was away. */
  hasNewFailures: 'batchMonitor.hasNewFailures',
  isTreeFiltered: 'batchMonitor.isTreeFiltered',
  /** `offered`, `loading`, `empty` or `ready`; unset without the queues view. */
  queues: 'batchMonitor.queuesPhase',
} as const;

export const colors = {
  failed: 'batchMonitor.status.failed',
  succeeded: 'batchMonitor.status.succeeded',
  active: 'batchMonitor.status.active',
  pending: 'batchMonitor.status.pending',
  submitted: 'batchMonitor.status.submitted',
  unknown: 'batchMonitor.status.unknown',
} as const;
