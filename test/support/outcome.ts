import { addCounts, type TestCounts } from './testCounts';
import type { PartKind } from './testParts';

export interface PartOutcome extends TestCounts {
  readonly name: string;
  readonly seconds: number;
}

/** What a part counts for, from how its process ended and what its reporter wrote. */
export function countPart(
  kind: PartKind,
  code: number,
  written: TestCounts | undefined,
): TestCounts {
  const failure = { passed: 0, failed: 1, skipped: 0 };
  if (kind !== 'tests') {
    return code === 0 ? { ...failure, passed: kind === 'check' ? 1 : 0, failed: 0 } : failure;
  }
  if (!written) {
    return failure;
  }
  const ran = written.passed + written.failed;
  // Neither a run without tests nor one that broke around them may pass for a good one.
  return ran === 0 || (code !== 0 && written.failed === 0)
    ? { ...written, failed: written.failed + 1 }
    : written;
}

export const hasFailed = ({ failed }: TestCounts): boolean => failed > 0;

/** What failed, by part; a part without tests has no more to say than its output. */
export const failuresOf = (outcomes: readonly PartOutcome[]): string[] =>
  outcomes
    .filter(hasFailed)
    .flatMap(({ name, failures = [] }) => failures.map(failure => `${name}: ${failure}`));

/** The last line of a test run. */
export function totalLine(outcomes: readonly PartOutcome[]): string {
  const { passed, failed, skipped } = addCounts(outcomes);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function outcomeTable(outcomes: readonly PartOutcome[]): string {
  const rows = outcomes.map(({ name, passed, failed, skipped, seconds }) =>
    [name, passed, failed, skipped, `${seconds.toFixed(1)} s`].map(String),
  );
  const lines = [['', 'passed', 'failed', 'skipped', 'time'], ...rows];
  const width = (column: number): number =>
    Math.max(...lines.map(cells => cells[column]?.length ?? 0));
  return lines
    .map(cells =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column)),
        )
        .join('  '),
    )
    .join('\n');
}
