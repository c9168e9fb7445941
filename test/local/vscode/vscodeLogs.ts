import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const hostLog = 'remoteexthost.log';

/** Copies the logs of the extension and its host so far, and the user's settings, from a server's data folder. */
export async function copyLogs(dataFolder: string, folder: string): Promise<void> {
  const settings = path.join(dataFolder, 'data/User/settings.json');
  // VS Code may have replaced what a test wrote.
  await writeFile(path.join(folder, 'settings.json'), await readFile(settings));
  const logs = path.join(dataFolder, 'data/logs');
  const names = await readdir(logs, { recursive: true });
  for (const name of names.filter(name => name.endsWith('.log'))) {
    const isOurs = path.basename(path.dirname(name)) === 'momentslab.batch-monitor';
    if (isOurs || path.basename(name) === hostLog) {
      const copy = path.join(folder, isOurs ? 'extension.log' : 'host.log');
      await appendFile(copy, await readFile(path.join(logs, name)));
    }
  }
}
