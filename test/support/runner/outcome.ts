import { addCounts, type TestCounts } from './testCounts';
import type { PartKind, TestChoice } from './testParts';

export interface PartOutcome extends TestCounts {
  readonly name: string;
  readonly seconds: number;
}

/** The counts of a part, from its process's exit code and its reporter's file. */
export function countPart(
  kind: PartKind,
  code: number,
  written: TestCounts | undefined,
  { grep }: TestChoice = {},
): TestCounts {
  const failure = { passed: 0, failed: 1, skipped: 0 };
  if (kind !== 'tests') {
    return code === 0 ? { ...failure, passed: kind === 'check' ? 1 : 0, failed: 0 } : failure;
  }
  if (!written) {
    return failure;
  }
  const isEmpty = written.passed + written.failed === 0;
  // A run without tests counts as failed, unless the tests in `grep` may be in another part; so does a run
  // that failed outside its tests.
  const isBroken = code !== 0 && written.failed === 0;
  return isBroken || (isEmpty && grep === undefined)
    ? { ...written, failed: written.failed + 1 }
    : written;
}

export const hasFailed = ({ failed }: { readonly failed: number }): boolean => failed > 0;

/** The summary line of a test run. */
export function totalLine(outcomes: readonly PartOutcome[]): string {
  const { passed, failed, skipped } = addCounts(outcomes);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function outcomeTable(outcomes: readonly PartOutcome[]): string {
  return textTable([
    ['', 'passed', 'failed', 'skipped', 'time'],
    ...outcomes.map(({ name, passed, failed, skipped, seconds }) =>
      [name, passed, failed, skipped, `${seconds.toFixed(1)} s`].map(String),
    ),
  ]);
}

/** An aligned text table: the first column to the left, the others to the right. */
export function textTable(lines: readonly (readonly string[])[]): string {
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
