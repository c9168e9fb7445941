import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

/**
 * Builds what ships, each a separate entry:
 *   dist/extension.js       what activation loads: hardly anything
 *   dist/main.js            the services, views and status bar, loaded right after
 *   dist/commands.js        what commands do, loaded at the first one
 *   dist/dashboard.js       the dashboard's host side, loaded when it is opened
 *   dist/aws.js             the AWS SDK and all that needs it, loaded at the first refresh
 *   dist/logs.js            the client of CloudWatch Logs, loaded at the first log
 *   dist/batch.js           the client of AWS Batch, loaded when it is first used
 *   dist/sample.js          made-up jobs, loaded when somebody wants to see them
 *   dist/chunks/            what several of these share, and what the AWS SDK loads when it needs it
 *   dist/webview.js, .css   the dashboard page
 *   dist/webview/           what the page shares between its parts, and the parts that it loads when they are shown
 *   dist/lambda/handler.js  the Lambda function
 *
 * --production minifies and leaves source maps out; --watch rebuilds on change; --contents=FILE also
 * writes what each file is made of, as esbuild's metafiles tell.
 */
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const contents = process.argv.find(argument => argument.startsWith('--contents='))?.slice(11);

/**
 * VS Code loads CommonJS, and esbuild splits ES modules alone: what it split is put into CommonJS here, file by
 * file. An `import()` becomes a `require` in a later turn, so a chunk is read when it is first wanted.
 */
const splitCommonJs = {
  name: 'split-common-js',
  setup(build) {
    build.onEnd(async ({ outputFiles = [], metafile }) => {
      await rm('dist/chunks', { recursive: true, force: true });
      for (const { path: file, text } of outputFiles.filter(({ path }) => path.endsWith('.js'))) {
        const { code, map } = await esbuild.transform(text, {
          format: 'cjs',
          platform: 'node',
          target: 'node20',
          supported: { 'dynamic-import': false },
          minify: production,
          sourcemap: production ? false : 'external',
          sourcefile: file,
        });
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(
          file,
          map ? `${code}//# sourceMappingURL=${path.basename(file)}.map\n` : code,
        );
        if (map) {
          await writeFile(`${file}.map`, map);
        }
        const output = metafile?.outputs[path.relative('.', file)];
        if (output) {
          output.bytes = Buffer.byteLength(code);
        }
      }
    });
  },
};

/**
 * Modules of CommonJS that many files import: esbuild copies all that such a module exports for every file, and VS
 * Code looks up who asks for its API each time. Through these in between they are asked for once.
 */
const oncePerBuild = {
  name: 'once-per-build',
  setup(build) {
    const namespace = 'once-per-build';
    build.onResolve({ filter: /^(vscode|@vscode\/l10n)$/ }, ({ path, ...args }) => {
      if (args.namespace === namespace) {
        return path === 'vscode' ? { path, external: true } : undefined;
      }
      return { path, namespace, pluginData: { resolveDir: args.resolveDir } };
    });
    build.onLoad({ filter: /.*/, namespace }, async ({ path, pluginData }) => {
      const names = path === 'vscode' ? await namesOfVscode() : ['config', 't'];
      const lines = names.map(name => `export const ${name} = whole.${name};`);
      return {
        contents: `import * as whole from '${path}';\n${lines.join('\n')}`,
        resolveDir: pluginData.resolveDir,
      };
    });
  },
};

/** Templates of the page without the indentation of their sources; HTML does not tell one space from many. */
const withoutIndentation = {
  name: 'without-indentation',
  setup(build) {
    const withTemplates = /\/webview\/.*\.ts$|\/(webview-ui-toolkit|fast-foundation)\/.*\.js$/;
    build.onLoad({ filter: withTemplates }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replace(/\n[ \t]*(?=>)/g, '')
        .replace(/\n[ \t]+/g, '\n'),
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/** The checkbox uses the name of one key; a deprecated enum beside it counts as a side effect, so esbuild keeps it. */
const withoutKeyCodes = {
  name: 'without-key-codes',
  setup(build) {
    build.onLoad({ filter: /fast-web-utilities\/dist\/key-codes\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/export var KeyCodes;[^]*?\n}\).*;/, ''),
    }));
  },
};

/** What the sources use of the API, types among it, which are undefined and in nobody's way. */
async function namesOfVscode() {
  const files = await readdir('src', { recursive: true });
  const sources = files.filter(file => file.endsWith('.ts'));
  const texts = await Promise.all(sources.map(file => readFile(path.join('src', file), 'utf8')));
  const names = texts.flatMap(text =>
    Array.from(text.matchAll(/\bvscode\.(\w+)/g), match => match[1]),
  );
  return [...new Set(names)].sort();
}

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  charset: 'utf8',
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
    // Each is a file of its own, as a path of its own leads to it; what they share is in chunks.
    entryPoints: {
      extension: 'src/extension.ts',
      main: 'src/main.ts',
      commands: 'src/ui/commands/commandHandlers.ts',
      dashboard: 'src/ui/dashboard/dashboardChunk.ts',
      aws: 'src/data/aws.ts',
      logs: 'src/data/logs/logs.ts',
      batch: 'src/data/batch/batch.ts',
      sample: 'src/sample/sample.ts',
    },
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    write: false,
    sourcemap: production ? false : 'inline',
    plugins: [oncePerBuild, splitCommonJs],
  },
  {
    ...common,
    entryPoints: { webview: 'webview/main.ts' },
    outdir: 'dist',
    platform: 'browser',
    format: 'esm',
    splitting: true,
    chunkNames: 'webview/[name]-[hash]',
    target: 'es2022',
    tsconfig: 'webview/tsconfig.json',
    plugins: production ? [withoutIndentation, withoutKeyCodes] : [],
  },
  { ...node, entryPoints: ['lambda/handler.ts'], outfile: 'dist/lambda/handler.js' },
];

// Chunks are named after what is in them: those of the build before would stay for ever.
await rm(production ? 'dist' : 'dist/webview', { recursive: true, force: true });
const outputs = {};
for (const options of builds) {
  if (watch) {
    const context = await esbuild.context(options);
    await context.watch();
  } else {
    const { metafile } = await esbuild.build(options);
    Object.assign(outputs, metafile.outputs);
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (/^dist\/(webview\/)?[^/]+\.(js|css)$|handler\.js$/.test(file)) {
        console.log(`${file} ${(bytes / 1024).toFixed(1)} KiB`);
      }
    }
  }
}
if (contents !== undefined) {
  await writeFile(contents, JSON.stringify(outputs));
}
