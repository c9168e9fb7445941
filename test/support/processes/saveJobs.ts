import { JobStore } from '../../../src/core/store/jobStore';
import { savedChunks } from '../../../src/core/store/saved/savedChunks';
import { SavedJobs } from '../../../src/data/saved/savedJobs';
import { manyJobs } from '../builders/builders';

/**
 * Saves ten thousand jobs again and again, each time under another name, until it is killed:
 *
 *   node --import tsx test/support/processes/saveJobs.ts FOLDER
 */
async function main(): Promise<void> {
  const [, , folder = ''] = process.argv;
  const saved = new SavedJobs(folder, '1');
  const connection = { tableName: 'Jobs', region: 'eu-west-1', profile: undefined };
  for (let round = 1; ; round++) {
    const store = new JobStore();
    store.apply(manyJobs(10_000, () => ({ jobName: `round ${round}` })));
    const head = { updatedAt: round, completeAt: round, malformed: 0 };
    await saved.save({ ...connection, endpoint: undefined }, head, store.size, savedChunks(store));
    process.stdout.write(`${round}\n`);
  }
}

void main();
