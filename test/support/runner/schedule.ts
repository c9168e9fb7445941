import { hasFailed, type PartOutcome } from './outcome';
import type { TestPart } from './testParts';

/**
 * Runs steps sequentially, then parts concurrently in `lanes` lanes, and finally wide parts one at a time. A
 * part whose step failed is not run and counts as failed. Resolves with the outcomes in the order of `steps`
 * and `parts`.
 */
export async function schedule(
  steps: readonly TestPart[],
  parts: readonly TestPart[],
  lanes: number,
  run: (part: TestPart) => Promise<PartOutcome>,
): Promise<PartOutcome[]> {
  const outcomes = new Map<TestPart, PartOutcome>();
  const runOne = async (part: TestPart): Promise<void> => {
    outcomes.set(part, await run(part));
  };
  for (const step of steps) {
    await runOne(step);
  }
  const broken = new Set(steps.filter(step => failed(outcomes.get(step))).map(({ name }) => name));
  const canRun = ({ needs }: TestPart): boolean => !needs.some(name => broken.has(name));
  const narrow = parts.filter(part => canRun(part) && !part.isWide);
  const lane = async (): Promise<void> => {
    for (let part = narrow.shift(); part; part = narrow.shift()) {
      await runOne(part);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const part of parts.filter(part => canRun(part) && part.isWide)) {
    await runOne(part);
  }
  return [...steps, ...parts].map(part => outcomes.get(part) ?? notRun(part));
}

const failed = (outcome: PartOutcome | undefined): boolean => !outcome || hasFailed(outcome);

const notRun = ({ name, needs }: TestPart): PartOutcome => ({
  name,
  seconds: 0,
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: [{ title: 'not run', error: `One of these steps failed: ${needs.join(', ')}.` }],
});
