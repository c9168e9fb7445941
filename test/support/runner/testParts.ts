import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../local/root';

/**
 * How a part counts: a `check` as one, `tests` each of its tests, a `step` only if it fails, because it only
 * prepares later parts.
 */
export type PartKind = 'check' | 'tests' | 'step';

export type StepName = 'downloads' | 'build' | 'package';

/** The tests of a part to run; all by default. */
export interface TestChoice {
  /** Only tests whose full title matches this regular expression. */
  readonly grep?: string | undefined;
  /** Only these test files, relative to the repository. */
  readonly files?: readonly string[] | undefined;
}

export interface TestPart {
  readonly name: string;
  readonly kind: PartKind;
  /** The program and its arguments, run in the repository; `lanes` limits concurrent test files. */
  readonly command: (choice: TestChoice, lanes: number) => readonly string[];
  /** Steps that must succeed first. */
  readonly needs: readonly StepName[];
  /** Uses the whole machine, so no other part runs at the same time. */
  readonly isWide: boolean;
  /** The location of its tests; absent for checks and steps. */
  readonly tests?: TestFiles;
  /** The files it reads besides the imports of its tests. */
  readonly reads: RegExp;
  /** Modules that all its tests run without importing them. */
  readonly runs?: readonly string[];
}

export interface TestFiles {
  readonly folder: string;
  /** Matches the path relative to the folder. */
  readonly pattern: RegExp;
}

/** The test files of a part, relative to the repository. */
export const filesOf = ({ folder, pattern }: TestFiles, repository = root): string[] =>
  readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => pattern.test(name))
    .map(name => path.join(folder, name))
    .sort();

const npmRun =
  (script: string): TestPart['command'] =>
  () => ['npm', 'run', '--silent', script];

const tsx = (...args: readonly string[]): string[] => [
  ...[process.execPath, '--import', 'tsx', ...args],
];

const step = (name: StepName, command: TestPart['command']): TestPart => ({
  ...{ name, kind: 'step', command, needs: [], isWide: true, reads: /^/ },
});

const check = (name: string, script: string, reads: RegExp): TestPart => ({
  ...{ name, kind: 'check', command: npmRun(script), needs: [], isWide: false, reads },
});

interface MochaOptions extends Partial<Pick<TestPart, 'needs' | 'isWide' | 'runs'>> {
  readonly config: string;
  readonly tests: TestFiles;
  readonly reads: RegExp;
}

function mochaPart(name: string, { config, tests, ...options }: MochaOptions): TestPart {
  const { needs = [], isWide = false, ...rest } = options;
  const command: TestPart['command'] = ({ grep, files = filesOf(tests) }, lanes) => [
    'node_modules/.bin/mocha',
    ...['--config', config, '--reporter', 'test/support/runner/countingReporter.ts'],
    ...(isWide && lanes > 1 ? ['--parallel', '--jobs', String(lanes)] : []),
    ...(grep === undefined ? [] : ['--grep', grep]),
    ...(isWide ? largestFirst(files) : files),
  ];
  return { name, kind: 'tests', command, needs, isWide, tests, ...rest };
}

/** Large files tend to take longest, so start them first. */
const largestFirst = (files: readonly string[]): string[] =>
  files.toSorted((a, b) => statSync(path.join(root, b)).size - statSync(path.join(root, a)).size);

/** Everything that VS Code loads or shows. */
const product = /^(src|webview|media)\/|^package(-lock|\.nls.*)?\.json$|^esbuild\.mjs$/;

function hostPart(name: string, pattern: RegExp, ...args: readonly string[]): TestPart {
  const tests = { folder: 'test/host', pattern };
  const command: TestPart['command'] = ({ grep, files = filesOf(tests) }) =>
    tsx(
      ...['test/host/run/run.ts', ...args],
      ...(grep === undefined ? [] : [`--grep=${grep}`]),
      ...files,
    );
  return {
    ...{ name, kind: 'tests', command, needs: ['downloads', 'build'], isWide: false, tests },
    reads: product,
  };
}

const steps: readonly TestPart[] = [
  step('downloads', () => tsx('test/local/download.ts')),
  step('build', npmRun('build')),
  // Replaces the output of `build` in dist with the release build.
  step('package', npmRun('package')),
];

const code = /\.m?ts$|\.mjs$|(^|\/)(tsconfig|package|package-lock)\.json$/;

/** The slowest first, for the shortest total time; wide ones at the end. */
export const parts: readonly TestPart[] = [
  mochaPart('integration', {
    config: 'test/integration/.mocharc.json',
    tests: { folder: 'test/integration', pattern: /\.test\.ts$/ },
    needs: ['downloads'],
    reads: /^package(-lock)?\.json$|^lambda\/|^test\/(fixtures|local\/dynamodb\/lambda)|\.py$/,
  }),
  hostPart('host', /(?<!\.[a-z]{2})\.test\.ts$/),
  mochaPart('unit', {
    config: '.mocharc.json',
    tests: { folder: 'test/unit', pattern: /\.test\.ts$/ },
    // Many tests compare sources, texts and documents, which they read as files.
    reads: /^(?!test\/)|^test\/fixtures\//,
  }),
  // Includes the type check.
  check('lint', 'lint', code),
  hostPart('host-oldest', /\.smoke\.test\.ts$/, '--vscode=oldest'),
  hostPart('host-french', /\.fr\.test\.ts$/, '--locale=fr'),
  check('format', 'format:check', /^/),
  mochaPart('page', {
    config: 'test/e2e/.mocharc.json',
    tests: { folder: 'test/e2e/page', pattern: /\.test\.ts$/ },
    needs: ['downloads'],
    isWide: true,
    reads: /^package(-lock)?\.json$|^src\/l10n\//,
    runs: ['webview/main.ts', 'test/e2e/page/support/fakeHost.ts'],
  }),
  mochaPart('e2e', {
    config: 'test/e2e/.mocharc.json',
    tests: { folder: 'test/e2e/workbench', pattern: /\.test\.ts$/ },
    needs: ['downloads', 'build'],
    isWide: true,
    reads: product,
  }),
  mochaPart('vsix', {
    config: 'test/e2e/.mocharc.json',
    tests: { folder: 'test/vsix', pattern: /\.test\.ts$/ },
    needs: ['downloads', 'package'],
    isWide: true,
    reads: new RegExp(`${product.source}|^[^/]*\\.(md|txt)$|^LICENSE$|^\\.vscodeignore$`),
  }),
];

/** The parts in a comma-separated list; all by default. Throws if a name is unknown. */
export function partsNamed(
  names: string | undefined,
  among: readonly TestPart[],
): readonly TestPart[] {
  const only = names?.split(',');
  const known = among.map(({ name }) => name);
  const unknown = only?.filter(name => !known.includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`No such part: ${unknown.join(', ')}. Known: ${known.join(', ')}`);
  }
  return among.filter(({ name }) => only?.includes(name) ?? true);
}

/** The steps that these parts need. A package replaces the build, so that the shipped code is tested. */
export function stepsFor(chosen: readonly TestPart[]): readonly TestPart[] {
  const needed = new Set<string>(chosen.flatMap(({ needs }) => needs));
  if (needed.has('package')) {
    needed.delete('build');
  }
  return steps.filter(({ name }) => needed.has(name));
}
