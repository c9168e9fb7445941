import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './managedProcess';
import { SetupError } from './setupError';

/** The first of the commands found on PATH. */
export function findOnPath(
  names: readonly string[],
  searchPath = process.env['PATH'] ?? '',
): string | undefined {
  const folders = searchPath.split(path.delimiter).filter(folder => folder !== '');
  return names
    .flatMap(name => folders.map(folder => path.join(folder, name)))
    .find(file => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs Debian packages if running as root on Debian (a container, a CI machine); otherwise throws with
 * instructions.
 */
export async function installDebianPackages(
  packages: readonly string[],
  why: string,
): Promise<void> {
  const command = `apt-get install -y ${packages.join(' ')}`;
  if (!mayInstall()) {
    throw new SetupError(why, `Install it, on Debian or Ubuntu with: sudo ${command}`);
  }
  console.log(`${why} Installing: ${packages.join(' ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
  const install = [...wait, 'install', '-y', '--no-install-recommends', ...packages];
  const first = await run('apt-get', install, { env });
  if (first.code === 0) {
    return;
  }
  // On a fresh machine the package lists are often missing or outdated.
  await run('apt-get', [...wait, 'update'], { env });
  const second = await run('apt-get', install, { env });
  if (second.code !== 0) {
    throw new SetupError(`${why} ${command} failed:\n${second.output}`, 'Install it by hand.');
  }
}
