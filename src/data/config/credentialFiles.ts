import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Disposable } from '../../core/base/emitter';
import type { Clock } from '../../core/base/clock';

/** Like the SDK, treats an empty variable as unset. */
const valueOf = (env: NodeJS.ProcessEnv, name: string): string | undefined =>
  env[name] === '' ? undefined : env[name];

/** Located as the SDK does, so that it reads the files listed here. */
const homeFolder = (env: NodeJS.ProcessEnv): string =>
  valueOf(env, 'HOME') ?? valueOf(env, 'USERPROFILE') ?? homedir();

const awsFolder = (env: NodeJS.ProcessEnv): string => path.join(homeFolder(env), '.aws');

const inHome = (file: string, env: NodeJS.ProcessEnv): string =>
  file.startsWith('~/') ? path.join(homeFolder(env), file.slice(2)) : file;

export const configFile = (env: NodeJS.ProcessEnv): string =>
  inHome(valueOf(env, 'AWS_CONFIG_FILE') ?? path.join(awsFolder(env), 'config'), env);

export const credentialsFile = (env: NodeJS.ProcessEnv): string =>
  inHome(
    valueOf(env, 'AWS_SHARED_CREDENTIALS_FILE') ?? path.join(awsFolder(env), 'credentials'),
    env,
  );

/** The profile used if none is named. */
export const defaultProfile = (env: NodeJS.ProcessEnv): string =>
  valueOf(env, 'AWS_PROFILE') ?? 'default';

/** The files and folders in which the AWS tools store credentials, which change when the user signs in. */
export function credentialPaths(env: NodeJS.ProcessEnv = process.env): string[] {
  const aws = awsFolder(env);
  return [
    configFile(env),
    credentialsFile(env),
    path.join(aws, 'sso', 'cache'),
    env['AWS_LOGIN_CACHE_DIRECTORY'] ?? path.join(aws, 'login', 'cache'),
    path.join(aws, 'cli', 'cache'),
  ];
}

export interface CredentialFilesOptions {
  readonly paths: () => readonly string[];
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly onChange: () => void;
}

/** The time between checks. */
const pollIntervalMs = 2_000;

/**
 * Polls for changed AWS credentials from `watch` until `rest`, and calls `onChange` once. It compares `stat`
 * results rather than using file system events: those do not cross container mounts and cannot watch folders
 * that do not exist yet.
 */
export class CredentialFiles implements Disposable {
  private timer: unknown;
  private watching: object | undefined;

  constructor(private readonly options: CredentialFilesOptions) {}

  /** Changes after this call count; further calls have no effect. */
  watch(): void {
    if (!this.watching) {
      const session = {};
      this.watching = session;
      void this.check(session, this.options.paths(), undefined, undefined);
    }
  }

  rest(): void {
    this.watching = undefined;
    this.options.clock.clearTimeout(this.timer);
  }

  dispose(): void {
    this.rest();
  }

  /** Calls `onChange` once the files differ from `first` and have not changed since the `last` check. */
  private async check(
    session: object,
    paths: readonly string[],
    first: string | undefined,
    last: string | undefined,
  ): Promise<void> {
    const seen = await fingerprint(paths);
    if (this.watching !== session) {
      return;
    }
    if (first !== undefined && seen !== first && seen === last) {
      this.rest();
      this.options.onChange();
      return;
    }
    this.timer = this.options.clock.setTimeout(
      () => void this.check(session, paths, first ?? seen, seen),
      pollIntervalMs,
    );
  }
}

/** A string that changes when one of the files, or a file in one of the folders, is written. */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    paths.map(async file => {
      const names = await readdir(file).catch(() => []);
      const files = [file, ...names.toSorted().map(name => path.join(file, name))];
      return Promise.all(files.map(stamp));
    }),
  );
  return parts.flat().join('\n');
}

/** A string that changes when a profile is edited. */
export const awsFilesFingerprint = (env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  fingerprint([configFile(env), credentialsFile(env)]);

async function stamp(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${file} ${mtimeMs} ${size} ${ino}`;
  } catch {
    return `${file} is absent`;
  }
}
