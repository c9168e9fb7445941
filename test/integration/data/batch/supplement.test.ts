import assert from 'node:assert/strict';
import { isUserError } from '../../../../src/core/diagnostics/errors';
import { JobStore } from '../../../../src/core/store/jobStore';
import { completionOf } from '../../../../src/data/feed/completion';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { openJobSource } from '../../../../src/data/openJobSource';
import { recordJobEvent } from '../../../../lambda/recordJobEvent';
import { createJobsTable } from '../../../local/dynamodb/table';
import { until } from '../../../local/process/until';
import { anEvent } from '../../../support/builders/batchEvents';
import type { AwsHome } from '../../../support/emulators/aws/awsHome';
import { batchHome } from '../../../support/emulators/aws/batchHome';
import { LocalBatch } from '../../../support/emulators/aws/localBatch';
import { describeOnEmulators, emulatorClient } from '../../../support/emulators/emulators';

describeOnEmulators('A table that the Lambda function wrote, and AWS Batch', endpoint => {
  let home: AwsHome;
  let batch: LocalBatch;

  beforeEach(async () => {
    batch = new LocalBatch();
    batch.addQueue('standard');
    home = await batchHome(batch);
  });

  afterEach(async () => {
    await home.leave();
    await batch.server.stop();
  });

  const large = 'x'.repeat(500_000);
  const array = { jobId: 'array', status: 'PENDING', arrayProperties: { size: 3 } } as const;

  /** The table has an array job with one of its children, and a job whose event was cut. */
  async function openedFeed(tableName: string, index: boolean) {
    const client = emulatorClient(endpoint());
    await createJobsTable(client, tableName, { index });
    for (const detail of [
      array,
      { jobId: 'array:0', status: 'RUNNING', arrayProperties: { index: 0 } },
      { jobId: 'large', status: 'RUNNING', parameters: { large } },
    ]) {
      await recordJobEvent(anEvent(detail), { client, tableName, now: Date.now });
    }
    client.destroy();
    batch.put(array);
    for (const [index, status] of (['RUNNING', 'FAILED', 'RUNNABLE'] as const).entries()) {
      batch.put({ jobId: `array:${index}`, status, arrayProperties: { index } });
    }
    batch.put({ jobId: 'large', status: 'RUNNING', parameters: { large } });
    const store = new JobStore();
    const feed = new JobFeed(
      { tableName, region: 'eu-west-1', profile: undefined, endpoint: endpoint() },
      {
        store,
        openSource: (connection, memory) =>
          openJobSource(connection, memory, {
            isAllowed: () => true,
            jobOf: jobId => store.get(jobId),
          }),
        warn: message => assert.fail(message),
        now: Date.now,
      },
    );
    assert.equal(await feed.refresh(), true);
    return { feed, store };
  }

  for (const index of [true, false]) {
    it(`has all that both know of a job, ${index ? 'with' : 'without'} index "changes"`, async () => {
      const { feed, store } = await openedFeed(index ? 'BothIndexed' : 'BothPlain', index);
      assert.equal(store.size, 3);
      const item = await feed.getItem('large');
      assert.equal(completionOf(item), 'completed');
      assert(String(item?.['fullEvent']).includes(large));

      await feed.getItem('array');
      await until('the children in the store', () => store.size === 5);
      for (let reads = 0; reads < 3; reads++) {
        feed.expectDeletions();
        assert.equal(await feed.refresh(), true);
        assert.deepEqual(
          [0, 1, 2].map(child => store.get(`array:${child}`)?.status),
          ['RUNNING', 'FAILED', 'RUNNABLE'],
        );
      }
      feed.dispose();
    });
  }

  it('is as useful as without AWS Batch where AWS denies it, and has the statement that allows it', async () => {
    batch.denied.add('DescribeJobs');
    const { feed, store } = await openedFeed('Denied', false);
    const item = await feed.getItem('large');
    const problem = completionOf(item);
    assert(isUserError(problem));
    assert.match(problem.message, /^AWS denied batch:DescribeJobs in eu-west-1 to /);
    assert.match(problem.snippet ?? '', /"batch:DescribeJobs"/);
    assert.match(String(item?.['fullEvent']), /batchMonitorCut/);
    assert.equal(store.size, 3);
    assert.equal(feed.state.load.phase, 'ready');
    feed.dispose();
  });

  it('sends nothing to AWS for a table of an emulator', async () => {
    delete process.env['AWS_ENDPOINT_URL_BATCH'];
    const { feed } = await openedFeed('Emulated', false);
    const problem = completionOf(await feed.getItem('large'));
    assert(isUserError(problem));
    assert.equal(problem.code, 'batch.endpoint');
    assert.deepEqual(batch.calls, []);
    feed.dispose();
  });
});
