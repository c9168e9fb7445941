import assert from 'node:assert/strict';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { recordJobEvent } from '../../../../lambda/recordJobEvent';
import { JobStore } from '../../../../src/core/store/jobStore';
import { checkConnection } from '../../../../src/data/aws';
import type { Connection } from '../../../../src/data/config/connection';
import { openJobSource } from '../../../../src/data/openJobSource';
import { JobFeed } from '../../../../src/data/feed/jobFeed';
import { jobsTable } from '../../../local/dynamodb/table';
import { anEvent } from '../../../support/builders/batchEvents';
import { AwsHome } from '../../../support/emulators/aws/awsHome';
import {
  createTable,
  describeOnEmulators,
  emulatorClient,
} from '../../../support/emulators/emulators';

const tableName = 'OlderIndex';

/** A table whose index was created before jobs had facts. */
function olderTable(): CreateTableCommandInput {
  const table = jobsTable(tableName, { index: true });
  return {
    ...table,
    GlobalSecondaryIndexes: (table.GlobalSecondaryIndexes ?? []).map(index => ({
      ...index,
      Projection: {
        ...index.Projection,
        NonKeyAttributes: (index.Projection?.NonKeyAttributes ?? []).filter(
          name => name !== 'facts',
        ),
      },
    })),
  };
}

describeOnEmulators('An index without facts', endpoint => {
  let home: AwsHome;

  before(async () => {
    home = await AwsHome.enter();
    home.set({ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });

  after(() => home.leave());

  it('is still used, for the first load and for changes', async () => {
    const client = emulatorClient(endpoint());
    await createTable(client, olderTable());
    const write = (status: string) =>
      recordJobEvent(anEvent({ jobId: 'a', status, shareIdentifier: 'team' }), {
        client,
        tableName,
        now: Date.now,
      });
    const connection: Connection = {
      tableName,
      region: 'eu-west-1',
      profile: undefined,
      endpoint: endpoint(),
    };
    const store = new JobStore();
    const feed = new JobFeed(connection, {
      store,
      openSource: openJobSource,
      warn: message => assert.fail(message),
      now: Date.now,
    });
    await write('RUNNABLE');
    const plans: string[] = [];
    feed.onDidRead(({ kind }) => plans.push(kind));
    assert.equal(await feed.refresh(), true, JSON.stringify(feed.state.load));
    await write('RUNNING');
    assert.equal(await feed.refresh(), true, JSON.stringify(feed.state.load));
    assert.equal(plans.at(-1), 'changes');
    assert.equal(store.get('a')?.status, 'RUNNING');
    assert.deepEqual(feed.state.shape?.unprojected, ['facts']);

    const steps = await checkConnection(connection, { signal: new AbortController().signal });
    assert.match(
      JSON.stringify(steps),
      /Index \\"changes\\" does not include facts, so Batch Monitor cannot read resources, tags/,
    );
    feed.dispose();
    client.destroy();
  });
});
