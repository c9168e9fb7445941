import { parseArgs } from 'node:util';
import { program } from './local/program';
import { partNames, parts } from './support/testParts';
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
  const only = values.only?.split(',');
  const unknown = only?.filter(name => !partNames.includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`No such part: ${unknown.join(', ')}. Known: ${partNames.join(', ')}`);
  }
  const outcomes: PartOutcome[] = [];
  for (const part of parts.filter(({ name }) => only?.includes(name) ?? true)) {
    outcomes.push(await runPart(part));
  }
  // Again, at the end: whoever reads a log from below must not look for them among a thousand tests.
  failuresOf(outcomes).forEach(failure => console.log(`\nFAILED ${failure}`));
  console.log(`\n${outcomeTable(outcomes)}\n`);
  console.log(totalLine(outcomes));
  return outcomes.some(hasFailed) ? 1 : 0;
}

program(main);
