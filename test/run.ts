import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { program } from './local/process/program';
import { failuresFolder } from './support/failures/failureFolder';
import { affectedParts } from './support/runner/affectedParts';
import { failureReports } from './support/runner/failureReport';
import { hasFailed, outcomeTable, totalLine } from './support/runner/outcome';
import { logFolder } from './support/runner/runPart';
import { defaultLanes, runParts, type ChosenPart } from './support/runner/runParts';
import { parts, partsNamed } from './support/runner/testParts';

const usage = `Runs every kind of test and check, and ends with the total:
  npm test
  npm test -- --only NAME[,NAME]   only these parts: ${parts.map(({ name }) => name).join(', ')}
  npm test -- --grep REGEXP        only tests whose full title matches, no checks
  npm test -- --changed            only what the changes since the upstream branch can affect
  npm test -- --since REVISION     the same, since a revision
  npm test -- --jobs N             how much to run side by side; here: ${defaultLanes}`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      grep: { type: 'string' },
      changed: { type: 'boolean', default: false },
      since: { type: 'string' },
      jobs: { type: 'string', default: String(defaultLanes) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const lanes = Number(values.jobs);
  if (!Number.isInteger(lanes) || lanes < 1) {
    throw new Error(`--jobs must be a whole number from 1: ${values.jobs}`);
  }
  const started = performance.now();
  const { grep, since } = values;
  const named = partsNamed(values.only, parts).filter(
    ({ kind }) => grep === undefined || kind === 'tests',
  );
  const chosen: readonly ChosenPart[] =
    values.changed || since !== undefined
      ? await affectedParts(named, since)
      : named.map(part => ({ part }));
  await rm(failuresFolder, { recursive: true, force: true });
  const outcomes = await runParts(chosen, { lanes, grep });
  const minutes = (performance.now() - started) / 60_000;
  await writeFile(path.join(logFolder, 'outcomes.json'), JSON.stringify({ minutes, outcomes }));
  // At the end: whoever reads a log from below must not look for them among a thousand tests.
  failureReports(outcomes).forEach(report => console.log(`\n${report}`));
  console.log(`\n${outcomeTable(outcomes)}\n\n${minutes.toFixed(1)} minutes`);
  const isNothing = outcomes.every(({ passed, failed }) => passed + failed === 0);
  if (isNothing && grep !== undefined) {
    console.log(`No test's full title matches ${grep}.`);
  }
  console.log(totalLine(outcomes));
  return outcomes.some(hasFailed) || (isNothing && grep !== undefined) ? 1 : 0;
}

program(main);
