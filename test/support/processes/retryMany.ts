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
 * A window of its own, as a process: retries many jobs, simulated, and says which entries of the history are
 * on disk. Its standard input says how many of these lines have been read.
 *   node --import tsx test/support/processes/retryMany.ts FOLDER JOBS
 */
const [folder = '', count = '0'] = process.argv.slice(2);

/** Entries that are ahead of the reader, at most: however late that is, it finds us at work. */
const maxAhead = 1_000;
let begun = 0;
let seen = 0;
const waiting: (() => void)[] = [];
const reader = createInterface(process.stdin).on('line', line => {
  seen = Number(line);
  waiting.splice(0).forEach(goOn => goOn());
});

async function begin(entries: number): Promise<void> {
  while (begun - seen > maxAhead) {
    await new Promise<void>(resolve => waiting.push(resolve));
  }
  begun += entries;
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
    { by: '123456789012', table: 'Jobs', region: 'eu-west-1' },
    {
      store,
      taskTypeOf: () => 'Ingest',
      executor: new SimulatedExecutor(),
      marks: { set: () => Promise.resolve() },
      history: {
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
