import { hideLogSecrets, revealLogSecrets } from './logSecrets';
import { loadEarlierLog, stopFollowingLog, toggleLogTimes } from './logView';
import { followLog, openLog, selectLog } from './openLog';
import { compareLogs, type CompareLogServices } from './compareLogs';
import { saveLog } from './saveLog';
import { searchLogs, type SearchLogServices } from './searchLogs';

/** The commands about logs, by their names in `ids.ts`. */
export const logCommands = (services: SearchLogServices & CompareLogServices) => ({
  openLog: openLog(services),
  followLog: followLog(services),
  stopFollowingLog: stopFollowingLog(services),
  loadEarlierLog: loadEarlierLog(services),
  selectLog: selectLog(services),
  toggleLogTimes: toggleLogTimes(services),
  saveLog: saveLog(services),
  searchLogs: searchLogs(services),
  compareLogs: compareLogs(services),
  revealLogSecrets: revealLogSecrets(services),
  hideLogSecrets: hideLogSecrets(services),
});
