import { checkActionEntry } from '../../../src/data/log/logEntrySchemas';
import { keepNewest } from '../../../src/core/actions/historyRetention';
import { SharedLog } from '../../../src/data/log/sharedLog';
import { anAction } from '../builders/builders';

/**
 * Simulates a window as a separate process: appends entries to a log one by one and prints each once stored.
 *   node --import tsx test/support/processes/appendToLog.ts FOLDER NAME COUNT
 */
const [folder = '', name = '', count = '0'] = process.argv.slice(2);

const log = new SharedLog({
  folder,
  check: checkActionEntry,
  condense: keepNewest,
  max: 100_000,
  report: ({ kind }) => console.error(kind),
});

async function main(): Promise<void> {
  for (let index = 0; index < Number(count); index++) {
    const id = `${name}-${index}`;
    await log.add([anAction({ id })]);
    process.stdout.write(`${id}\n`);
  }
  log.dispose();
}

void main();
