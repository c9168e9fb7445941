import { run } from './managedProcess';
import { SetupError } from './setupError';

export interface NpmOptions {
  readonly cwd: string;
  /** A folder to prepend to PATH, for another Node than our own. */
  readonly binFolder?: string;
}

/** Runs npm in the folder of another package. */
export async function npm(args: readonly string[], { cwd, binFolder }: NpmOptions): Promise<void> {
  const env = npmEnvironment(process.env, binFolder);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'];
  const { code, output } = await run('npm', [...args, ...quiet], { cwd, env });
  if (code !== 0) {
    throw new SetupError(
      `npm ${args.join(' ')} failed:\n${output.trim()}\n`,
      'Check that the npm registry can be reached (npm ping), then run again.',
    );
  }
}

/** Removes what an outer `npm test` sets about our own package, which would mislead npm in another one. */
export function npmEnvironment(env: NodeJS.ProcessEnv, binFolder?: string): NodeJS.ProcessEnv {
  const outer =
    /^(npm_(lifecycle|package|command|execpath|node_execpath)|npm_config_local_prefix)/i;
  const remaining = Object.entries(env).filter(([name]) => !outer.test(name));
  const inner = Object.fromEntries(remaining);
  return binFolder ? { ...inner, PATH: `${binFolder}:${env['PATH'] ?? ''}` } : inner;
}
