import { rm, writeFile } from 'node:fs/promises';
import * as esbuild from 'esbuild';

/**
 * Builds what ships, each a separate entry:
 *   dist/extension.js       what activation loads: small, without the AWS SDK
 *   dist/aws.js             the AWS SDK and all that needs it, loaded at the first refresh
 *   dist/sample.js          made-up jobs, loaded when somebody wants to see them
 *   dist/webview.js, .css   the dashboard page
 *   dist/lambda/handler.js  the Lambda function
 *
 * --production minifies and leaves source maps out; --watch rebuilds on change; --contents=FILE also
 * writes what each file is made of, as esbuild's metafiles tell.
 */
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const contents = process.argv.find(argument => argument.startsWith('--contents='))?.slice(11);

/** esbuild inlines `import()` into CommonJS; leaving it external keeps the chunks lazy. */
const lazyChunks = {
  name: 'lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /^\.\/(aws|sample)$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `${path}.js`, external: true } : undefined,
    );
  },
};

/**
 * For each module that imports it, esbuild would make an object with all that VS Code's API has, about 70 KB
 * of heap each time: through a module of its own there is one for all.
 */
const oneVsCode = {
  name: 'one-vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace, path }) =>
      namespace === 'one-vscode' ? { path, external: true } : { path, namespace: 'one-vscode' },
    );
    build.onLoad({ filter: /^vscode$/, namespace: 'one-vscode' }, () => ({
      contents: "export * from 'vscode';",
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // The SDK's ES modules tree-shake; its CommonJS build is half as large again.
  mainFields: ['module', 'main'],
};

/** @type {import('esbuild').BuildOptions[]} */
const builds = [
  {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    plugins: [lazyChunks, oneVsCode],
  },
  { ...node, entryPoints: ['src/data/aws.ts'], outfile: 'dist/aws.js' },
  { ...node, entryPoints: ['src/sample/sample.ts'], outfile: 'dist/sample.js' },
  {
    ...common,
    entryPoints: ['webview/main.ts'],
    outfile: 'dist/webview.js',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    tsconfig: 'webview/tsconfig.json',
  },
  { ...node, entryPoints: ['lambda/handler.ts'], outfile: 'dist/lambda/handler.js' },
];

if (production) {
  await rm('dist', { recursive: true, force: true });
}
const outputs = {};
for (const options of builds) {
  if (watch) {
    const context = await esbuild.context(options);
    await context.watch();
  } else {
    const { metafile } = await esbuild.build(options);
    Object.assign(outputs, metafile.outputs);
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (!file.endsWith('.map')) {
        console.log(`${file} ${(bytes / 1024).toFixed(1)} KiB`);
      }
    }
  }
}
if (contents !== undefined) {
  await writeFile(contents, JSON.stringify(outputs));
}
