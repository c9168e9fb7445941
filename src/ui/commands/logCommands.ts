import { hideLogSecrets, revealLogSecrets } from './logSecrets';
import { loadEarlierLog, stopFollowingLog, toggleLogTimes } from './logView';
import { followLog, openLog, selectLog, type OpenLogServices } from './openLog';
import { saveLog } from './saveLog';

/** The commands about logs, by their names in `ids.ts`. */
export const logCommands = (services: OpenLogServices) => ({
  openLog: openLog(services),
  followLog: followLog(services),
  stopFollowingLog: stopFollowingLog(services),
  loadEarlierLog: loadEarlierLog(services),
  selectLog: selectLog(services),
  toggleLogTimes: toggleLogTimes(services),
  saveLog: saveLog(services),
  revealLogSecrets: revealLogSecrets(services),
  hideLogSecrets: hideLogSecrets(services),
});
