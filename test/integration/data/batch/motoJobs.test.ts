import assert from 'node:assert/strict';
import path from 'node:path';
import { JobStore } from '../../../../src/core/store/jobStore';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { BatchSource } from '../../../../src/data/batch/batchSource';
import { CallRate } from '../../../../src/data/batch/callRate';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { MotoBatch } from '../../../support/emulators/aws/motoBatch';

/** A job as boto3 reads it. */
interface Truth {
  readonly jobId: string;
  readonly jobName: string;
  readonly status: string;
  readonly statusReason: string;
  readonly jobQueue: string;
  readonly jobDefinition: string;
}

/** AWS is not in danger here: calls follow each other 20 times as fast. */
const fastClock = {
  now: () => performance.now() * 20,
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms / 20),
  clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
};

/** After so many steps, some jobs have finished and others have not begun. */
const steps = 10;

describe('AWS Batch as moto emulates it, whose jobs boto3 moves through their states', () => {
  let moto: MotoBatch | undefined;

  before(async function () {
    moto = (await MotoBatch.start()) ?? this.skip();
  });

  after(() => moto?.stop());

  for (const seed of [1, 2]) {
    it(`is after each refresh what boto3 reads (seed ${seed})`, async () => {
      assert(moto);
      const store = new JobStore();
      const feed = new JobFeed(
        {
          source: 'batch',
          tableName: '',
          region: 'eu-west-1',
          profile: undefined,
          endpoint: undefined,
        },
        {
          store,
          openSource: (connection, memory) =>
            Promise.resolve(
              new BatchSource(
                connection,
                new BatchClient(connection, undefined, new CallRate(fastClock)),
                memory,
              ),
            ),
          warn: message => assert.fail(message),
          now: Date.now,
        },
      );
      const read = (): Truth[] =>
        [...store.jobs()].map(
          ({ jobId, jobName, status, statusReason, jobQueue, jobDefinition }) => ({
            ...{ jobId, jobName, status, statusReason, jobQueue, jobDefinition },
          }),
        );
      const seen = new Set<string>();
      const script = path.join(__dirname, 'moveJobs.py');
      for await (const truth of moto.steps(script, steps, 'eu-west-1', String(seed))) {
        assert.equal(await feed.refresh(), true, JSON.stringify(feed.state.load));
        assert.deepEqual(sorted(read()), sorted(truth as Truth[]));
        read().forEach(({ status }) => seen.add(status));
      }
      feed.dispose();
      for (const status of [
        'SUBMITTED',
        'PENDING',
        'RUNNABLE',
        'STARTING',
        'SUCCEEDED',
        'FAILED',
      ]) {
        assert(seen.has(status), `no job was ${status}`);
      }
    });
  }
});

const sorted = (jobs: readonly Truth[]): Truth[] =>
  jobs.toSorted((a, b) => (a.jobId < b.jobId ? -1 : 1));
