import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { JobStore } from '../../../../src/core/store/jobStore';
import { openJobSource } from '../../../../src/data/openJobSource';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { recordJobEvent } from '../../../../lambda/recordJobEvent';
import { createJobsTable } from '../../../local/dynamodb/table';
import { simulate } from '../../../local/simulator/simulate';
import { describeOnEmulators, emulatorClient } from '../../../support/emulators/emulators';

const captured = JSON.parse(
  readFileSync('test/fixtures/events/01-nasa-hls-failed-ec2-exit1.json', 'utf8'),
) as { detail: { jobId: string } };

describeOnEmulators('JobFeed on what the Lambda function wrote', endpoint => {
  before(() => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  });

  for (const index of [true, false]) {
    it(`follows a table ${index ? 'with' : 'without'} index "changes"`, async () => {
      const tableName = index ? 'Indexed' : 'Plain';
      const client = emulatorClient(endpoint());
      await createJobsTable(client, tableName, { index });
      const write = (event: unknown) => recordJobEvent(event, { client, tableName, now: Date.now });
      const until = new Date('2026-11-23T12:00:00Z');
      const ids = new Set<string>();
      for (const event of simulate({ seed: 7, jobs: 40, until, hours: 12 })) {
        const { jobId } = await write(event);
        ids.add(jobId ?? '');
      }
      const store = new JobStore();
      const feed = new JobFeed(
        { tableName, region: 'eu-west-1', profile: undefined, endpoint: endpoint() },
        {
          store,
          openSource: openJobSource,
          warn: message => assert.fail(message),
          now: Date.now,
        },
      );

      assert.equal(await feed.refresh(), true);
      assert.deepEqual([...store.jobs()].map(({ jobId }) => jobId).toSorted(), [...ids].toSorted());
      assert.equal(feed.state.shape?.index, index ? 'complete' : 'none');
      const firstUnits = feed.state.readUnits ?? 0;

      await write(captured);
      assert.equal(feed.state.followsChanges, index);
      assert.equal(await feed.refresh(), true);
      assert.equal(store.get(captured.detail.jobId)?.status, 'FAILED');
      assert.equal(store.size, ids.size + 1);
      assert(firstUnits > 0);
      feed.dispose();
      client.destroy();
    });
  }
});
