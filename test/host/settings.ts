import { localRegion, localTable } from '../local/emulatorEnvironment';
import type { SettingValues } from '../local/settingsFiles';

/** The user's settings in the VS Code that runs the host tests, whatever the settings' scope. */
export const hostSettings = (endpoint: string): SettingValues => ({
  'batchMonitor.endpoint': endpoint,
  'batchMonitor.tableName': localTable,
  'batchMonitor.region': localRegion,
  // Tests refresh when they want to.
  'batchMonitor.refreshIntervalSeconds': 0,
});
