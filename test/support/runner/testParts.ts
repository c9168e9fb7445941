import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../local/root';

/**
 * What a part adds to the total: `check` one for itself, `tests` each of its tests, `step` nothing unless it fails,
 * because later parts need what it makes.
 */
export type PartKind = 'check' | 'tests' | 'step';

export type StepName = 'downloads' | 'build' | 'package';

/** Which of a part's tests to run; all of them by default. */
export interface TestChoice {
  /** Only tests whose full title matches this regular expression. */
  readonly grep?: string | undefined;
  /** Only these test files, relative to the repository. */
  readonly files?: readonly string[] | undefined;
}

export interface TestPart {
  readonly name: string;
  readonly kind: PartKind;
  /** A program and its arguments, run in the repository's folder; so many of its files side by side. */
  readonly command: (choice: TestChoice, lanes: number) => readonly string[];
  /** The steps that must have succeeded before. */
  readonly needs: readonly StepName[];
  /** Takes the machine for itself, so nothing else runs beside it. */
  readonly isWide: boolean;
  /** Where its tests are; absent for checks and steps. */
  readonly tests?: TestFiles;
  /** What it reads as files, beside what its tests import. */
  readonly reads: RegExp;
  /** Modules that all its tests run without importing them. */
  readonly runs?: readonly string[];
}

export interface TestFiles {
  readonly folder: string;
  /** Matches the path below the folder. */
  readonly pattern: RegExp;
}

/** The files with a part's tests, relative to the repository. */
export const filesOf = ({ folder, pattern }: TestFiles, repository = root): string[] =>
  readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => pattern.test(name))
    .map(name => path.join(folder, name))
    .sort();

const npmRun =
  (script: string): TestPart['command'] =>
  () => ['npm', 'run', '--silent', script];

const tsx = (...args: readonly string[]): string[] => [
  ...[process.execPath, '--disable-warning=NodeVersionSupportWarning', '--import', 'tsx'],
  ...args,
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

/** Large files tend to take long; with those first nobody waits for the last one. */
const largestFirst = (files: readonly string[]): string[] =>
  files.toSorted((a, b) => statSync(path.join(root, b)).size - statSync(path.join(root, a)).size);

/** All that VS Code loads or shows of us. */
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
  // Leaves in dist what `build` does, as it ships.
  step('package', npmRun('package')),
];

const code = /\.m?ts$|\.mjs$|(^|\/)(tsconfig|package|package-lock)\.json$/;

/** Those that take long come first, so that nobody waits for the last one; wide ones at the end. */
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
    // Many tests hold sources, texts and documents together, which they read as files.
    reads: /^(?!test\/)|^test\/fixtures\//,
  }),
  // Checks the types as well.
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

/** Those of a list of names, apart by commas; all where there is none. Throws where a name is not known. */
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

/** What must run before these parts; a package takes the place of a build, so that what ships is what is tested. */
export function stepsFor(chosen: readonly TestPart[]): readonly TestPart[] {
  const needed = new Set<string>(chosen.flatMap(({ needs }) => needs));
  if (needed.has('package')) {
    needed.delete('build');
  }
  return steps.filter(({ name }) => needed.has(name));
}
