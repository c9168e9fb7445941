/**
 * What a part of the test run adds to the total: `check` one for itself, `tests` each of its tests,
 * `step` nothing unless it fails, because later parts need what it makes.
 */
export type PartKind = 'check' | 'tests' | 'step';

export interface TestPart {
  readonly name: string;
  readonly kind: PartKind;
  /** An npm script and its arguments. */
  readonly script: readonly string[];
}

/** mocha's command line takes the reporter that leaves the counts behind. */
const counted = ['--', '--reporter', './test/support/countingReporter.ts'];

/** The cheapest first, so that a slip shows within seconds. */
export const parts: readonly TestPart[] = [
  { name: 'types', kind: 'check', script: ['typecheck'] },
  { name: 'lint', kind: 'check', script: ['lint'] },
  { name: 'format', kind: 'check', script: ['format:check'] },
  { name: 'build', kind: 'step', script: ['build'] },
  { name: 'unit', kind: 'tests', script: ['test:unit', ...counted] },
  { name: 'integration', kind: 'tests', script: ['test:integration', ...counted] },
  { name: 'host', kind: 'tests', script: ['test:host'] },
  { name: 'host-french', kind: 'tests', script: ['test:host', '--', '--locale=fr'] },
  { name: 'host-oldest', kind: 'tests', script: ['test:host', '--', '--vscode=oldest', '--smoke'] },
  { name: 'vsix', kind: 'tests', script: ['test:vsix', ...counted] },
  { name: 'e2e', kind: 'tests', script: ['test:e2e', ...counted] },
];

export const partNames = parts.map(({ name }) => name);
