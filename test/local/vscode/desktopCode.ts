import path from 'node:path';
import { findOnPath } from '../process/commandsOnPath';
import { hasDisplay } from './desktop';
import { ManagedProcess } from '../process/managedProcess';
import { writeJson, type SettingValues } from './settingsFiles';

/** The user's own VS Code, if it is installed and a display is available. */
export const findDesktopCode = (env = process.env): string | undefined =>
  env['BATCH_MONITOR_VSCODE'] !== 'server' && hasDisplay(env) ? findOnPath(['code']) : undefined;

export interface DesktopOptions {
  readonly code: string;
  /** Folders of extensions to develop. */
  readonly extensions: readonly string[];
  readonly settings: SettingValues;
  readonly env: NodeJS.ProcessEnv;
  /** Holds user data and extensions, so that the user's own stay untouched. */
  readonly folder: string;
}

/** Opens a window with extensions in development; the process ends with the window. */
export async function openDesktopCode(options: DesktopOptions): Promise<ManagedProcess> {
  const { code, extensions, settings, env, folder } = options;
  const userData = path.join(folder, 'user');
  const workspace = path.join(folder, 'workspace');
  await writeJson(path.join(userData, 'User/settings.json'), settings);
  await writeJson(path.join(workspace, '.vscode/settings.json'), {});
  const args = [
    '--new-window',
    '--wait',
    '--disable-workspace-trust',
    ...extensions.map(extension => `--extensionDevelopmentPath=${extension}`),
    `--user-data-dir=${userData}`,
    `--extensions-dir=${path.join(folder, 'extensions')}`,
    // As root, VS Code does not start with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    workspace,
  ];
  return new ManagedProcess(code, args, { env: { ...process.env, ...env }, output: 'show' });
}
