import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { JobStore } from '../../../src/core/store/jobStore';
import { BatchSource } from '../../../src/data/batch/batchSource';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { LocalBatch } from '../emulators/aws/localBatch';
import { BatchInProcess } from '../fakes/batchInProcess';

export const hour = 3_600_000;
export const start = Date.UTC(2026, 10, 29);

interface BatchFeedOptions {
  readonly queues?: readonly string[];
  readonly historyHours?: number;
  readonly details?: boolean;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** A feed of AWS Batch in this process, under a clock that the test sets. */
export function batchFeed({
  queues = ['q0'],
  historyHours = 168,
  details = true,
  wait = () => turn(),
}: BatchFeedOptions = {}) {
  const batch = new LocalBatch();
  queues.forEach(name => batch.addQueue(name));
  const api = new BatchInProcess(batch);
  const store = new JobStore();
  const clock = { now: start };
  const feed = new JobFeed(
    {
      source: 'batch',
      tableName: '',
      region: 'eu-west-1',
      profile: undefined,
      endpoint: undefined,
      historyHours,
    },
    {
      store,
      openSource: (connection, memory) => {
        const source = new BatchSource(connection, api, memory, {
          now: () => clock.now,
          wait,
        });
        return Promise.resolve(details ? source : Object.assign(source, { details: undefined }));
      },
      warn: message => assert.fail(message),
      now: () => clock.now,
      ticks: () => 0,
    },
  );
  return { api, batch, store, clock, feed };
}

/** Until the background has described all jobs. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 40; turns++) {
    await turn();
  }
}
