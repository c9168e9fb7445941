import { findOnPath } from '../process/commandsOnPath';
import { SetupError } from '../process/setupError';

export type VsCodeKind = 'desktop' | 'server';

const downloads = 'https://update.code.visualstudio.com/api/releases/stable';
const timeoutMs = 5_000;

/**
 * A desktop VS Code if it can be downloaded and displayed, else the server; an environment variable overrides
 * this.
 */
export async function chooseVsCode(env = process.env): Promise<VsCodeKind> {
  const requested = env['BATCH_MONITOR_VSCODE'];
  if (requested === 'desktop' || requested === 'server') {
    return requested;
  }
  if (requested) {
    throw new SetupError(
      `BATCH_MONITOR_VSCODE is neither desktop nor server: ${requested}.`,
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
  fetch(downloads, { signal: AbortSignal.timeout(timeoutMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
