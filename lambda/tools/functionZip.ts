import { build } from 'esbuild';
import { zipSync } from 'fflate';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

/** The earliest time a zip can hold. Its fields are local time, so no time zone changes the bytes. */
const noTime = new Date(1980, 0, 1);

/** Unix, and a file that everyone may read: Lambda runs it as a different user. */
const unix = 3;
const readableFile = 0o100644 << 16;

/**
 * The function's deployment package: one minified file that includes the SDK, since the runtime's own
 * version changes without notice. The same sources and lockfile give the same bytes.
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
    throw new Error('esbuild produced no file.');
  }
  return zipSync(
    { 'handler.js': [handler.contents, { mtime: noTime, os: unix, attrs: readableFile }] },
    { level: 9 },
  );
}
