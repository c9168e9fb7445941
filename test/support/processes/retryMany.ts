import { createInterface } from 'node:readline';
import { SimulatedExecutor } from '../../../src/core/actions/actionExecutor';
import type { ActionEntry } from '../../../src/core/actions/actionLog';
import { JobStore } from '../../../src/core/store/jobStore';
import { keepNewest, maxActions } from '../../../src/core/actions/historyRetention';
import { checkActionEntry } from '../../../src/data/log/logEntrySchemas';
import { SharedLog } from '../../../src/data/log/sharedLog';
import { ActionRun } from '../../../src/ui/actions/actionRun';
import { manyJobs } from '../builders/builders';

/**
 * Simulates a window as a separate process: retries many jobs (simulated) and prints the ids of history
 * entries once they are on disk. Its standard input receives the number of lines read so far.
 *   node --import tsx test/support/processes/retryMany.ts FOLDER JOBS
 */
const [folder = '', count = '0'] = process.argv.slice(2);

/** Limits the lead over the reader, so that a slow reader still finds the process working. */
const maxAhead = 1_000;
let started = 0;
let seen = 0;
const pending: (() => void)[] = [];
const reader = createInterface(process.stdin).on('line', line => {
  seen = Number(line);
  pending.splice(0).forEach(resume => resume());
});

async function begin(entries: number): Promise<void> {
  while (started - seen > maxAhead) {
    await new Promise<void>(resolve => pending.push(resolve));
  }
  started += entries;
}

async function main(): Promise<void> {
  const log = new SharedLog<ActionEntry>({
    folder,
    check: checkActionEntry,
    condense: keepNewest,
    max: maxActions,
    report: ({ kind }) => console.error(kind),
  });
  const store = new JobStore();
  const jobs = manyJobs(Number(count), () => ({ status: 'FAILED' }));
  store.apply(jobs);
  await log.ready();
  const run = new ActionRun(
    'retry',
    jobs,
    { by: '123456789012', table: 'Jobs', region: 'eu-west-1', note: undefined },
    {
      store,
      taskTypeOf: () => 'Ingest',
      executor: new SimulatedExecutor(),
      modeNow: () => 'simulated',
      claims: { claim: () => Promise.resolve(true), release: () => Promise.resolve() },
      marks: { set: () => Promise.resolve() },
      history: {
        addDurably: () => Promise.resolve(true),
        add: async entries => {
          await begin(entries.length);
          await log.add(entries);
          process.stdout.write(entries.map(({ id }) => `${id}\n`).join(''));
        },
      },
    },
  );
  await run.execute(new AbortController().signal, () => undefined);
  log.dispose();
  reader.close();
}

void main();
