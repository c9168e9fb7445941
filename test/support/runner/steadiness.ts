import { textTable, type PartOutcome } from './outcome';

/** One of several runs of the same parts. */
export interface SteadyRun {
  readonly seconds: number;
  readonly outcomes: readonly PartOutcome[];
}

/** Describes how often each test failed, most often first, with the latest error. */
export function unsteadyTests(runs: readonly SteadyRun[]): string[] {
  const found = new Map<string, { runs: Set<number>; error: string }>();
  for (const [index, { outcomes }] of runs.entries()) {
    for (const { name, failed, failures = [] } of outcomes) {
      const known = failures.map(({ title, error }) => ({ key: `${name}: ${title}`, error }));
      // If a part failed outside its tests, use the part's name.
      const all = known.length === 0 && failed > 0 ? [{ key: name, error: 'see its log' }] : known;
      for (const { key, error } of all) {
        const { runs: seen } = found.get(key) ?? { runs: new Set<number>() };
        found.set(key, { runs: seen.add(index + 1), error: error.split('\n')[0] ?? '' });
      }
    }
  }
  return [...found]
    .sort(([, a], [, b]) => b.runs.size - a.runs.size)
    .map(
      ([test, { runs: seen, error }]) =>
        `${seen.size} of ${runs.length} (${[...seen].join(', ')})  ${test}\n    ${error}`,
    );
}

/** A table with a row per run: its time and counts by part. `first` numbers the first run. */
export function steadyTable(runs: readonly SteadyRun[], first = 1): string {
  const parts = [...new Set(runs.flatMap(({ outcomes }) => outcomes.map(({ name }) => name)))];
  const cell = (outcomes: readonly PartOutcome[], part: string): string => {
    const outcome = outcomes.find(({ name }) => name === part);
    return outcome ? `${outcome.passed} passed, ${outcome.failed} failed` : '';
  };
  return textTable([
    ['run', 'time', ...parts],
    ...runs.map(({ seconds, outcomes }, index) => [
      String(index + first),
      `${seconds.toFixed(0)} s`,
      ...parts.map(part => cell(outcomes, part)),
    ]),
  ]);
}
