import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ActionEntry } from '../../../src/core/actions/actionLog';
import { keepNewest, maxActions } from '../../../src/core/actions/historyRetention';
import { JobStore } from '../../../src/core/store/jobStore';
import { liveExecutor, openLiveJobs } from '../../../src/data/batch/batch';
import { JobClaims } from '../../../src/data/log/jobClaims';
import { checkActionEntry } from '../../../src/data/log/logEntrySchemas';
import { SharedLog } from '../../../src/data/log/sharedLog';
import { ActionRun } from '../../../src/ui/actions/actionRun';
import { aJob } from '../builders/builders';

/**
 * Simulates a window as a separate process: retries jobs in AWS Batch at AWS_ENDPOINT_URL_BATCH, and prints a line
 * when the history knows of a request; then it waits before it sends it.
 *   node --import tsx test/support/processes/retryLive.ts FOLDER WAIT_MS JOB…
 */
const [folder = '', wait = '0', ...jobIds] = process.argv.slice(2);

async function main(): Promise<void> {
  const history = new SharedLog<ActionEntry>({
    folder: path.join(folder, 'actions'),
    check: checkActionEntry,
    condense: keepNewest,
    max: maxActions,
    report: ({ kind }) => console.error(kind),
  });
  const store = new JobStore();
  const jobs = jobIds.map(jobId =>
    aJob({ jobId, jobName: `name-${jobId}`, jobQueue: 'fast', status: 'FAILED' }),
  );
  store.apply(jobs);
  await history.ready();
  const connection = { region: 'eu-west-1', profile: undefined, endpoint: undefined };
  const live = openLiveJobs({ tableName: 'Jobs', ...connection });
  const executor = liveExecutor(live, {
    ...{ reason: 'Aborted.', changes: {} },
    storedEvent: () => Promise.resolve(undefined),
  });
  const origin = { by: 'ada', table: 'Jobs', region: 'eu-west-1', note: undefined };
  const result = await new ActionRun('retry', jobs, origin, {
    ...{ store, executor, taskTypeOf: () => 'Ingest', modeNow: () => 'live' },
    claims: new JobClaims(path.join(folder, 'claims')),
    marks: { set: () => Promise.resolve() },
    history: {
      add: entries => history.add(entries),
      addDurably: async entries => {
        const isSaved = await history.addDurably(entries);
        process.stdout.write('announced\n');
        await delay(Number(wait));
        return isSaved;
      },
    },
  }).execute(new AbortController().signal, () => undefined);
  process.stdout.write(`${JSON.stringify([...result.counts])}\n`);
  history.dispose();
  live.close();
}

void main();
