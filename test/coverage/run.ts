import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { CoverageReport } from 'monocart-coverage-reports';
import { program } from '../local/process/program';
import { root } from '../local/root';
import { runParts } from '../support/runner/runParts';
import { addCounts } from '../support/runner/testCounts';
import { parts as allParts, partsNamed, type TestPart } from '../support/runner/testParts';

const folder = path.join(root, 'out/coverage');
/** What Node writes, and what is left of it. */
const raw = path.join(folder, 'raw');
const kept = path.join(folder, 'kept');

/** Of what ran, the files that hold our code: as it is written, or bundled for VS Code and the page. */
const ours = ['src/', 'lambda/', 'webview/', 'dist/', 'out/coverage/page/'].map(
  name => pathToFileURL(path.join(root, name)).href,
);

interface Raw {
  readonly result: readonly { readonly url: string }[];
  readonly 'source-map-cache'?: Readonly<Record<string, unknown>>;
}

/** Those whose processes tell what they ran: VS Code ends its own at once where a test drives it as a user. */
const parts: readonly TestPart[] = allParts.filter(({ name }) =>
  ['unit', 'integration', 'host', 'page'].includes(name),
);

/**
 * Which lines the tests run, in whatever process: the tests' own, VS Code's extension host, the page.
 *   npm run coverage [-- --only=unit,integration,host,page]
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  await rm(folder, { recursive: true, force: true });
  await mkdir(raw, { recursive: true });
  await mkdir(kept, { recursive: true });
  let failed = 0;
  for (const part of partsNamed(values.only, parts)) {
    process.env['NODE_V8_COVERAGE'] = raw;
    const outcomes = await runParts([{ part }], { lanes: 1 });
    delete process.env['NODE_V8_COVERAGE'];
    failed += addCounts(outcomes).failed;
    await leaveOutOthers();
  }
  await report();
  return failed > 0 ? 1 : 0;
}

/** Every process writes all that it ran, VS Code's own megabytes among it. */
async function leaveOutOthers(): Promise<void> {
  for (const name of await readdir(raw)) {
    const file = path.join(raw, name);
    const all = await readRaw(file);
    await rm(file);
    const isOurs = (url: string): boolean => ours.some(start => url.startsWith(start));
    const result = all?.result.filter(({ url }) => isOurs(url)) ?? [];
    if (result.length > 0) {
      const maps = Object.entries(all?.['source-map-cache'] ?? {}).filter(([url]) => isOurs(url));
      const text = JSON.stringify({ result, 'source-map-cache': Object.fromEntries(maps) });
      await writeFile(path.join(kept, name), text);
    }
  }
}

/** A process that was killed while it wrote leaves half a file. */
const readRaw = (file: string): Promise<Raw | undefined> =>
  readFile(file, 'utf8').then(
    text => JSON.parse(text) as Raw,
    () => undefined,
  );

/** Lines by folder; by file and line in `out/coverage/index.html`. */
async function report(): Promise<void> {
  const coverage = new CoverageReport({
    name: 'Batch Monitor',
    outputDir: folder,
    clean: false,
    reports: ['v8'],
    all: { dir: ['src', 'lambda', 'webview'], filter: { '**/*.d.ts': false, '**/*.ts': true } },
    sourceFilter: file => /^(src|lambda|webview)\/.*\.ts$/.test(file),
    sourcePath: file => file,
  });
  await coverage.addFromDir(kept);
  const results = await coverage.generate();
  const sums = new Map<string, { covered: number; total: number }>();
  for (const { sourcePath, summary } of results?.files ?? []) {
    for (const name of [path.dirname(sourcePath), 'together']) {
      const sum = sums.get(name) ?? { covered: 0, total: 0 };
      sum.covered += summary.lines.covered;
      sum.total += summary.lines.total;
      sums.set(name, sum);
    }
  }
  console.log('\nLines that the tests ran:');
  for (const [name, { covered, total }] of [...sums].sort()) {
    const percent = ((100 * covered) / total).toFixed(1);
    console.log(`${name.padEnd(24)}${percent.padStart(6)} % of ${total}`);
  }
}

program(main);
