import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the runner and these test files for the extension host, into a new folder: several runs may go on side by
 * side. Resolves with the runner's file.
 */
export async function bundleHostTests(root: string, files: readonly string[]): Promise<string> {
  const folder = path.join(root, 'test/host');
  await mkdir(path.join(root, 'out'), { recursive: true });
  const outdir = await mkdtemp(path.join(root, 'out/host-'));
  await build({
    entryPoints: [
      path.join(folder, 'run/index.ts'),
      ...files.map(file => path.resolve(root, file)),
    ],
    outdir,
    outbase: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    // The host gives `vscode`; mocha must be the one instance that the tests' globals belong to; the AWS SDK is large, and
    // would be loaded anew for each test.
    external: ['vscode', 'mocha', '@aws-sdk/*'],
    // `root` alone looks for a folder by its own place.
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(path.join(root, 'test/local/x')).href),
    },
    logLevel: 'warning',
  });
  return path.join(outdir, 'run/index.js');
}
