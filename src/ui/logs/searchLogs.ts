import { isUserError } from '../../core/diagnostics/errors';
import type { JobLog } from '../../core/logs/jobLogs';
import type { FoundEntry } from '../../core/logs/logSearch';
import type { LogReader } from '../../data/logs/logReader';

/** Entries kept of one log, so that a search for a frequent word does not fill the memory. */
const maxPerLog = 1_000;

export interface SearchOutcome {
  readonly found: ReadonlyMap<JobLog, readonly FoundEntry[]>;
  /** Logs that no longer exist. */
  readonly missing: number;
}

/** Searches logs, those of one group and region by one series of requests. */
export async function searchLogs(
  reader: LogReader,
  logs: readonly JobLog[],
  text: string,
  signal: AbortSignal,
): Promise<SearchOutcome> {
  const found = new Map<JobLog, FoundEntry[]>();
  let missing = 0;
  const search = async (some: readonly JobLog[]): Promise<void> => {
    try {
      const byStream = new Map(some.map(log => [log.stream, log]));
      for await (const page of reader.search(some, text, signal)) {
        for (const { stream, time, text: line } of page) {
          const log = byStream.get(stream);
          const entries = log && (found.get(log) ?? []);
          if (log && entries && entries.length < maxPerLog) {
            found.set(log, entries);
            entries.push({ time, text: line });
          }
        }
      }
    } catch (error) {
      if (!isUserError(error) || error.code !== 'logs.streamMissing') {
        throw error;
      }
      // CloudWatch Logs rejects the whole request for one missing stream, without saying which.
      if (some.length === 1) {
        missing++;
        return;
      }
      const middle = Math.ceil(some.length / 2);
      await search(some.slice(0, middle));
      await search(some.slice(middle));
    }
  };
  for (const group of groupsOf(logs)) {
    await search(group);
  }
  return { found, missing };
}

function groupsOf(logs: readonly JobLog[]): readonly (readonly JobLog[])[] {
  const groups = new Map<string, JobLog[]>();
  for (const log of logs) {
    const key = `${log.region} ${log.group}`;
    groups.set(key, [...(groups.get(key) ?? []), log]);
  }
  return [...groups.values()];
}
