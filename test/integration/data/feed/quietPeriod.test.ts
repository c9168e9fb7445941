import assert from 'node:assert/strict';
import { recordJobEvent } from '../../../../lambda/recordJobEvent';
import { JobStore } from '../../../../src/core/store/jobStore';
import { openJobTable } from '../../../../src/data/aws';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { TableSource } from '../../../../src/data/feed/tableSource';
import { createJobsTable } from '../../../local/dynamodb/table';
import { anEvent } from '../../../support/builders/batchEvents';
import { describeOnEmulators, emulatorClient } from '../../../support/emulators/emulators';
import { inTheFuture } from '../../../support/fakes/futureTable';
import { AwsHome } from '../../../support/emulators/aws/awsHome';

const tableName = 'Burst';
const jobs = 300;

describeOnEmulators('The cost of refreshes after a burst of writes', endpoint => {
  let home: AwsHome;

  before(async () => {
    home = await AwsHome.enter();
    home.set({ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });

  after(() => home.leave());

  it('falls to that of a quiet table once the overlap was read again unchanged for a minute', async () => {
    const client = emulatorClient(endpoint());
    await createJobsTable(client, tableName, { index: true });
    const write = (jobId: string) =>
      recordJobEvent(anEvent({ jobId }), { client, tableName, now: Date.now });
    for (let job = 0; job < jobs; job++) {
      await write(`burst-${job}`);
    }
    const store = new JobStore();
    /** The service's time minus the real time; not 0, because a Date header lacks the milliseconds of the writes. */
    let shift = 1_000;
    const feed = new JobFeed(
      { tableName, region: 'eu-west-1', profile: undefined, endpoint: endpoint() },
      {
        store,
        openSource: async connection =>
          new TableSource(inTheFuture(await openJobTable(connection), () => shift)),
        warn: message => assert.fail(message),
        now: () => Date.now() + shift,
      },
    );
    const refreshUnits = async (): Promise<number> => {
      assert.equal(await feed.refresh(), true, JSON.stringify(feed.state.load));
      return feed.state.readUnits ?? NaN;
    };

    await refreshUnits();
    const inOverlap = await refreshUnits();
    assert(inOverlap > 10, `${inOverlap} units for ${jobs} jobs`);
    shift += 61_000;
    assert.equal(await refreshUnits(), inOverlap, 'read again to confirm that nothing changed');
    const quiet = await refreshUnits();
    assert(quiet <= 2, `half a unit for each shard, not ${quiet}`);

    await write('later');
    await refreshUnits();
    assert.equal(store.size, jobs + 1);
    feed.dispose();
    client.destroy();
  });
});
