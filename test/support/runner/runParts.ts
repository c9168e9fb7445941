import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { hasFailed, type PartOutcome } from './outcome';
import { logFolder, runPart } from './runPart';
import { schedule } from './schedule';
import { stepsFor, type TestPart } from './testParts';

/** A part and the test files to run; all by default. */
export interface ChosenPart {
  readonly part: TestPart;
  readonly files?: readonly string[] | undefined;
}

/** One per core; one more was no faster on two cores. */
export const defaultLanes = availableParallelism();

export interface RunOptions {
  /** The number of concurrent parts, or of concurrent files of a wide part. */
  readonly lanes: number;
  readonly grep?: string | undefined;
  readonly print?: (line: string) => void;
}

/** Runs parts and the steps they need; prefixes each output line with the part's name. */
export async function runParts(
  chosen: readonly ChosenPart[],
  { lanes, grep, print = line => console.log(line) }: RunOptions,
): Promise<PartOutcome[]> {
  await mkdir(logFolder, { recursive: true });
  const parts = chosen.map(({ part }) => part);
  const filesOf = new Map(chosen.map(({ part, files }) => [part, files]));
  const width = Math.max(...parts.map(({ name }) => name.length), 0);
  return schedule(stepsFor(parts), parts, lanes, async part => {
    const printLine = (line: string): void => print(`${part.name.padEnd(width)} │ ${line}`);
    const outcome = await runPart(part, {
      choice: { grep, files: filesOf.get(part) },
      lanes,
      print: printLine,
    });
    printLine(
      `${'━'.repeat(6)} ${hasFailed(outcome) ? 'FAILED' : 'ok'}, ${outcome.seconds.toFixed(1)} s`,
    );
    return outcome;
  });
}
