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
export const counted = ['--', '--reporter', './test/support/countingReporter.ts'];

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
