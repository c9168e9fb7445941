import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { captureEnd, captureRequest } from '../../local/dynamodb/captureRequest';
import { markVariable } from '../../local/vscode/markedConsole';
import { until } from '../../local/process/until';
import { addWitness } from '../../local/vscode/witnesses';

/** Lets the launcher around VS Code show what a failed test saw; a desktop VS Code has no launcher of ours. */
export function addLauncherWitness(): void {
  if (process.env[markVariable] === undefined) {
    return;
  }
  addWitness({
    async capture(folder) {
      console.log(captureRequest(folder));
      const end = path.join(folder, captureEnd);
      await until('the screen', () => existsSync(end), { timeoutMs: 15_000 });
      await rm(end);
    },
  });
}
