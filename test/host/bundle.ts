import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles the runner and every test found for the extension host; resolves with the runner's file. */
export async function bundleHostTests(root: string): Promise<string> {
  const folder = path.join(root, 'test/host');
  const outdir = path.join(root, 'out/host');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const tests = names.filter(name => name.endsWith('.test.ts'));
  // A test that was removed or renamed must not run on.
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', ...tests].map(name => path.join(folder, name)),
    outdir,
    outbase: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    // The host gives `vscode`; mocha must be the one instance that the tests' globals belong to.
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return path.join(outdir, 'index.js');
}
