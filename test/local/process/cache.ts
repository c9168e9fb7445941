import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { lock } from 'proper-lockfile';
import { SetupError } from './setupError';

/** Something to download or build once and cache. */
export interface CachedPart {
  readonly name: string;
  readonly version: string;
  /** Files, relative to the part's folder, that must exist for it to be complete. */
  readonly keyFiles: readonly string[];
  /** Printed before an install that takes long. */
  readonly notice?: string;
  install(folder: string): Promise<void>;
}

type Unlock = () => Promise<void>;

const marker = '.complete.json';
const lockOptions = { realpath: false, stale: 60_000, update: 5_000 };
/** Ten minutes, the longest that another run may need for a part. */
const lockRetries = { retries: 1_200, factor: 1, minTimeout: 500, maxTimeout: 500 };

/** The folder of downloads: outside the repository, so that new clones share it. */
export function cacheRoot(env: NodeJS.ProcessEnv, home = homedir()): string {
  const { BATCH_MONITOR_CACHE: own = '', XDG_CACHE_HOME: shared = '' } = env;
  if (own !== '') {
    return path.resolve(own);
  }
  // An empty variable counts as unset (XDG Base Directory Specification).
  return path.join(shared === '' ? path.join(home, '.cache') : shared, 'batch-monitor');
}

/**
 * A folder per part and version. A part is built in a temporary folder and renamed once complete, so that an
 * interrupted install is never used; a lock lets one of several runs install while the others wait.
 */
export class Cache {
  constructor(
    readonly root = cacheRoot(process.env),
    private readonly log: (line: string) => void = line => console.log(line),
  ) {}

  /** The part's folder; installs it first if missing, incomplete or damaged. */
  async folder(part: CachedPart): Promise<string> {
    const folder = path.join(this.root, `${part.name}-${part.version}`);
    if (await isWhole(folder, part)) {
      return folder;
    }
    await mkdir(this.root, { recursive: true });
    const unlock = await this.lock(folder, part);
    try {
      if (!(await isWhole(folder, part))) {
        await this.install(folder, part);
      }
      return folder;
    } finally {
      await unlock();
    }
  }

  private async lock(folder: string, { name, version }: CachedPart): Promise<Unlock> {
    const options = { ...lockOptions, lockfilePath: `${folder}.lock` };
    try {
      return await lock(folder, options);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) {
        throw error;
      }
      this.log(`Waiting for another run, which installs ${name} ${version} ...`);
      return lock(folder, { ...options, retries: lockRetries });
    }
  }

  private async install(folder: string, part: CachedPart): Promise<void> {
    const label = `${part.name} ${part.version}`;
    const started = Date.now();
    this.log(`Installing ${label}${part.notice ? ` (${part.notice})` : ''} ...`);
    await this.removeLeftovers(folder);
    const building = await mkdtemp(`${folder}.partial-`);
    try {
      await part.install(building);
      const missing = await missingFiles(building, part);
      if (missing.length > 0) {
        throw new SetupError(
          `${label} was installed without ${missing.join(', ')}.`,
          `Remove ${this.root} and run again.`,
        );
      }
      await writeFile(path.join(building, marker), signature(part));
      await rename(building, folder);
    } catch (error) {
      await rm(building, { recursive: true, force: true });
      throw error;
    }
    this.log(`Installed ${label} in ${Math.round((Date.now() - started) / 1000)} s.`);
  }

  /** We hold the lock, so leftovers of an interrupted install are not in use. */
  private async removeLeftovers(folder: string): Promise<void> {
    const prefix = `${path.basename(folder)}.partial-`;
    const names = await readdir(this.root);
    const leftovers = names.filter(name => name.startsWith(prefix));
    for (const name of [path.basename(folder), ...leftovers]) {
      await rm(path.join(this.root, name), { recursive: true, force: true });
    }
  }
}

/** Changes with the required content, so that older installs are replaced. */
const signature = ({ name, version, keyFiles }: CachedPart): string =>
  JSON.stringify({ name, version, keyFiles });

async function isWhole(folder: string, part: CachedPart): Promise<boolean> {
  const written = await readFile(path.join(folder, marker), 'utf8').catch(() => undefined);
  return written === signature(part) && (await missingFiles(folder, part)).length === 0;
}

async function missingFiles(folder: string, { keyFiles }: CachedPart): Promise<string[]> {
  const missing: string[] = [];
  for (const file of keyFiles) {
    const size = await stat(path.join(folder, file)).then(
      found => found.size,
      () => 0,
    );
    if (size === 0) {
      missing.push(file);
    }
  }
  return missing;
}
