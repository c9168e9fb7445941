import { build } from 'esbuild';
import { zipSync } from 'fflate';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

/** The first moment a zip can tell. Its fields are local time, so that no time zone changes the bytes. */
const noTime = new Date(1980, 0, 1);

/** Unix, and a file that all may read: Lambda runs it as another user than who packed it. */
const unix = 3;
const readableFile = 0o100644 << 16;

/**
 * The function as AWS Lambda takes it: one minified file, SDK included, since the runtime's own version
 * changes without notice. The same sources and lockfile give the same bytes.
 */
export async function functionZip(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['lambda/handler.ts'],
    outfile: 'handler.js',
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The SDK's ES modules tree-shake; its CommonJS build is half as large again.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [handler] = outputFiles;
  if (!handler) {
    throw new Error('esbuild made no file.');
  }
  return zipSync(
    { 'handler.js': [handler.contents, { mtime: noTime, os: unix, attrs: readableFile }] },
    { level: 9 },
  );
}
