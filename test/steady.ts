import { cp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ManagedProcess } from './local/process/managedProcess';
import { program } from './local/process/program';
import { root } from './local/root';
import { failuresFolder } from './support/failures/failureFolder';
import { failureReports } from './support/runner/failureReport';
import { hasFailed } from './support/runner/outcome';
import { defaultLanes, runParts } from './support/runner/runParts';
import { steadyTable, unsteadyTests, type SteadyRun } from './support/runner/steadiness';
import { parts, partsNamed } from './support/runner/testParts';

const usage = `Runs tests again and again and says which failed how often:
  npm run test:steady -- --times N [--load] [--only NAME[,NAME]] [--grep REGEXP] [--jobs N]
With --load, other processes keep every core busy. What failed in run 3 is kept in out/steady/3.`;

const kept = path.join(root, 'out/steady');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      times: { type: 'string', default: '20' },
      load: { type: 'boolean', default: false },
      only: { type: 'string', default: 'host,e2e' },
      grep: { type: 'string' },
      jobs: { type: 'string', default: String(defaultLanes) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [times, lanes] = [values.times, values.jobs].map(Number);
  if (!times || !lanes) {
    throw new Error(usage);
  }
  const chosen = partsNamed(values.only, parts).map(part => ({ part }));
  await rm(kept, { recursive: true, force: true });
  const load = values.load ? busyProcesses() : [];
  const runs: SteadyRun[] = [];
  try {
    while (runs.length < times) {
      await rm(failuresFolder, { recursive: true, force: true });
      const started = performance.now();
      const outcomes = await runParts(chosen, {
        lanes,
        grep: values.grep,
        // A thousand lines a run would hide what this is about.
        print: () => undefined,
      });
      runs.push({ seconds: (performance.now() - started) / 1000, outcomes });
      console.log(`\nRun ${runs.length} of ${times}\n${steadyTable(runs.slice(-1), runs.length)}`);
      if (outcomes.some(hasFailed)) {
        failureReports(outcomes).forEach(report => console.log(report));
        await keep(runs.length);
      }
    }
  } finally {
    await Promise.all(load.map(one => one.stop()));
  }
  const unsteady = unsteadyTests(runs);
  console.log(`\n${steadyTable(runs)}\n`);
  unsteady.forEach(test => console.log(test));
  console.log(
    `${unsteady.length} tests failed in ${times} runs${values.load ? ' under load' : ''}`,
  );
  return unsteady.length === 0 ? 0 : 1;
}

/** What keeps a core busy each, as a build beside the tests does. */
const busyProcesses = (): ManagedProcess[] =>
  Array.from(
    { length: availableParallelism() },
    () =>
      new ManagedProcess(process.execPath, [
        '-e',
        'for (;;) JSON.parse(JSON.stringify(process.versions))',
      ]),
  );

async function keep(run: number): Promise<void> {
  const folder = path.join(kept, String(run));
  for (const name of ['failures', 'test']) {
    await cp(path.join(root, 'out', name), path.join(folder, name), { recursive: true }).catch(
      () => undefined,
    );
  }
}

program(main);
