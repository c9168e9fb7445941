import { parseArgs } from 'node:util';
import { program } from './local/program';
import { parts, partsNamed } from './support/testParts';
import {
  failuresOf,
  hasFailed,
  outcomeTable,
  totalLine,
  type PartOutcome,
} from './support/outcome';
import { runPart } from './support/runPart';

/**
 * Runs every kind of test, goes on after a failing one, and ends with the total:
 *   npm test [-- --only=unit,host]
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const outcomes: PartOutcome[] = [];
  for (const part of partsNamed(values.only, parts)) {
    outcomes.push(await runPart(part));
  }
  // Again, at the end: whoever reads a log from below must not look for them among a thousand tests.
  failuresOf(outcomes).forEach(failure => console.log(`\nFAILED ${failure}`));
  console.log(`\n${outcomeTable(outcomes)}\n`);
  console.log(totalLine(outcomes));
  return outcomes.some(hasFailed) ? 1 : 0;
}

program(main);
