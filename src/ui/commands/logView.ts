import type { TimeMode } from '../../core/logs/logTimes';
import type { LogDocuments } from '../logs/logDocuments';
import { onLog } from './logTargets';

interface Services {
  readonly logDocuments: LogDocuments;
}

export const stopFollowingLog = ({ logDocuments }: Services) =>
  onLog(uri => logDocuments.stopFollowing(uri));

export const loadEarlierLog = ({ logDocuments }: Services) =>
  onLog(uri => logDocuments.loadEarlier(uri));

const nextTimes: Readonly<Record<TimeMode, TimeMode>> = {
  none: 'time',
  time: 'sinceStart',
  sinceStart: 'none',
};

/** Shows the lines with their times, with times since the start, and without, in turn. */
export const toggleLogTimes = ({ logDocuments }: Services) =>
  onLog(uri => {
    const { times = 'none' } = logDocuments.logOf(uri)?.view ?? {};
    logDocuments.show(uri, { times: nextTimes[times] });
  });
