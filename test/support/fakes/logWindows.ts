import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { ActionEntry } from '../../../src/core/actions/actionLog';
import { keepNewest } from '../../../src/core/actions/historyRetention';
import { checkActionEntry } from '../../../src/data/log/logEntrySchemas';
import { SharedLog } from '../../../src/data/log/sharedLog';
import type { LogProblem } from '../../../src/data/log/sharedLogTypes';
import { TempFolder } from '../../local/process/tempFolder';

/** Windows that share a log of actions, on a folder of its own for each test; call it within a `describe`. */
export function logWindows() {
  let temp: TempFolder;
  let problems: LogProblem[];
  const open: SharedLog<ActionEntry>[] = [];

  beforeEach(() => {
    temp = new TempFolder();
    problems = [];
  });

  afterEach(() => {
    open.splice(0).forEach(log => log.dispose());
    temp.remove();
  });

  const folder = (): string => path.join(temp.path, 'log');
  const segments = (): string[] => readdirSync(folder());
  const ids = (log: SharedLog<ActionEntry>): string[] => log.entries.map(({ id }) => id).toSorted();

  /** What a window has of the log. */
  const aWindow = (max = 1_000, now = Date.now): SharedLog<ActionEntry> => {
    const log = new SharedLog<ActionEntry>({
      folder: folder(),
      check: checkActionEntry,
      condense: (own, others) => keepNewest(own, others, max),
      max,
      report: problem => problems.push(problem),
      now,
    });
    open.push(log);
    return log;
  };

  const textOf = (name: string): string => readFileSync(path.join(folder(), name), 'utf8');

  /** Ends all windows once they have written what they have begun. */
  const closeAll = async (): Promise<void> => {
    for (const log of open.splice(0)) {
      await log.refresh();
      log.dispose();
    }
  };

  /** The ids of the entries that a new window reads. */
  const reopened = async (): Promise<string[]> => {
    const log = aWindow();
    await log.ready();
    return ids(log);
  };

  /** Sets when all files were last written. */
  const age = (ms: number): void => {
    const time = new Date(Date.now() - ms);
    segments().forEach(name => utimesSync(path.join(folder(), name), time, time));
  };

  return {
    ...{ aWindow, age, closeAll, folder, ids, reopened, segments, textOf },
    problems: (): LogProblem[] => problems,
  };
}
