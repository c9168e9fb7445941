import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../../local/process/until';

/** A variable of the environment tells our extension host from those of other runs. */
export const hostMark = 'BATCH_MONITOR_TEST_HOST';

/** Only Linux tells of processes as files. */
export const canFindHosts = process.platform === 'linux';

function hosts(mark: string): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=extensionHost') &&
          readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${hostMark}=${mark}`)
        );
      } catch {
        // It has ended meanwhile.
        return false;
      }
    })
    .map(Number);
}

export const findExtensionHost = (mark: string): Promise<number> =>
  until('an extension host', () => {
    const found = hosts(mark);
    return found.length === 1 ? found[0] : undefined;
  });

/**
 * Ends the extension host as a crash does: it has no time for anything. Without its ID, which takes time to
 * find, it goes on meanwhile.
 */
export async function killExtensionHost(mark: string, id?: number): Promise<void> {
  const pid = id ?? (await findExtensionHost(mark));
  process.kill(pid, 'SIGKILL');
  await until('its end', () => !hosts(mark).includes(pid));
}

let historyFolder: string | undefined;

/** Whole lines of the action history on disk, of the only test run of this process. */
export function linesKept(mark: string): number {
  historyFolder ??= historyFolderOf(mark);
  if (historyFolder === undefined || !existsSync(historyFolder)) {
    return 0;
  }
  const folder = historyFolder;
  return readdirSync(folder)
    .map(name => readFileSync(path.join(folder, name), 'utf8').split('\n').length - 1)
    .reduce((sum, lines) => sum + lines, 0);
}

/** The server is told to put its sockets where its data are. */
function historyFolderOf(mark: string): string | undefined {
  const [pid] = hosts(mark);
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  const data = environment.find(line => line.startsWith('XDG_RUNTIME_DIR='))?.split('=')[1];
  return data && path.join(data, 'data/User/globalStorage/momentslab.batch-monitor/actions');
}
