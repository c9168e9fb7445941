import { findOnPath } from '../process/commandsOnPath';
import { SetupError } from '../process/setupError';

export type VsCodeKind = 'desktop' | 'server';

const downloads = 'https://update.code.visualstudio.com/api/releases/stable';
const patienceMs = 5_000;

/** Desktop VS Code where it can be downloaded and shown, else the server; the environment may say. */
export async function chooseVsCode(env = process.env): Promise<VsCodeKind> {
  const wish = env['BATCH_MONITOR_VSCODE'];
  if (wish === 'desktop' || wish === 'server') {
    return wish;
  }
  if (wish) {
    throw new SetupError(
      `BATCH_MONITOR_VSCODE is neither desktop nor server: ${wish}.`,
      'Set it to one of the two, or unset it to let the machine decide.',
    );
  }
  return canShow(env) && (await isReachable()) ? 'desktop' : 'server';
}

export const hasDisplay = (env: NodeJS.ProcessEnv): boolean =>
  process.platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);

const canShow = (env: NodeJS.ProcessEnv): boolean =>
  hasDisplay(env) || findOnPath(['xvfb-run']) !== undefined;

const isReachable = (): Promise<boolean> =>
  fetch(downloads, { signal: AbortSignal.timeout(patienceMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
