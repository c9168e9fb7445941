import { run } from '../local/process/managedProcess';
import { root } from '../local/root';

/** The extension as it ships, in `dist`; what its files are made of goes to `contents`, if one is named. */
export async function buildForProduction(contents?: string): Promise<void> {
  const asked = contents === undefined ? [] : [`--contents=${contents}`];
  await succeed('node', ['esbuild.mjs', '--production', ...asked]);
}

/** The same as a package, at that place. */
export async function packageForProduction(vsix: string, contents?: string): Promise<void> {
  await buildForProduction(contents);
  await succeed('npx', ['vsce', 'package', '--no-dependencies', '--out', vsix]);
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args, { cwd: root });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  }
}
