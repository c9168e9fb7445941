import { run } from '../local/managedProcess';
import { root } from '../local/root';

/** The extension as it ships, in `dist`. */
export async function buildForProduction(): Promise<void> {
  await succeed('node', ['esbuild.mjs', '--production']);
}

/** The same as a package, at that place. */
export async function packageForProduction(vsix: string): Promise<void> {
  await buildForProduction();
  await succeed('npx', ['vsce', 'package', '--no-dependencies', '--out', vsix]);
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args, { cwd: root });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  }
}
