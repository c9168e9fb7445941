import path from 'node:path';
import { build } from 'esbuild';

/** The files of the dashboard page by their path, such as `/webview.js`, split as the build does. */
export async function bundlePage({
  minify = false,
  sourcemap = false,
}: { readonly minify?: boolean; readonly sourcemap?: boolean } = {}): Promise<Map<string, string>> {
  const outdir = path.resolve('out');
  const { outputFiles } = await build({
    entryPoints: { webview: 'webview/main.ts' },
    tsconfig: 'webview/tsconfig.json',
    bundle: true,
    write: false,
    format: 'esm',
    splitting: true,
    chunkNames: 'webview/[name]-[hash]',
    target: 'es2022',
    logLevel: 'warning',
    minify,
    sourcemap: sourcemap ? 'inline' : false,
    outdir,
  });
  return new Map(
    outputFiles.map(({ path: file, text }) => [
      `/${path.relative(outdir, file).replaceAll(path.sep, '/')}`,
      text,
    ]),
  );
}

/** The content type of a file of the page, by its name. */
export const pageFileType = (file: string): string =>
  `text/${file.endsWith('.js') ? 'javascript' : 'css'}; charset=utf-8`;
