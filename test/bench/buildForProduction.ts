import { run } from '../local/managedProcess';
import { root } from '../local/root';

/** The extension as it ships, in `dist`. */
export async function buildForProduction(): Promise<void> {
  const { code, output } = await run('node', ['esbuild.mjs', '--production'], { cwd: root });
  if (code !== 0) {
    throw new Error(`The build failed:\n${output}`);
  }
}
