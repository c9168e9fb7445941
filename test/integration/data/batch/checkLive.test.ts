import assert from 'node:assert/strict';
import type { CheckStep } from '../../../../src/core/diagnostics/checkReport';
import { checkBatchConnection } from '../../../../src/data/check/batchCheck';
import { checkLive } from '../../../../src/data/check/checkLive';
import type { Connection } from '../../../../src/data/config/connection';
import type { AwsHome } from '../../../support/emulators/aws/awsHome';
import { batchHome } from '../../../support/emulators/aws/batchHome';
import { LocalLiveBatch } from '../../../support/emulators/aws/localLiveBatch';

const connection: Connection = {
  source: 'batch',
  tableName: 'AWS Batch',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

const title = 'Live actions (optional)';

describe('The check of what live actions need', () => {
  const { signal } = new AbortController();
  let home: AwsHome;
  let batch: LocalLiveBatch;

  beforeEach(async () => {
    batch = new LocalLiveBatch();
    batch.addQueue('fast');
    home = await batchHome(batch);
  });

  afterEach(async () => {
    await home.leave();
    await batch.server.stop();
  });

  const liveStep = async (hasLiveActions = true): Promise<CheckStep | undefined> =>
    (await checkBatchConnection(connection, { signal, hasLiveActions })).find(
      step => step.title === title,
    );

  it('is no step while actions are simulated', async () => {
    assert.equal(await liveStep(false), undefined);
  });

  it('reads queues, a job and its definition, says what it cannot check, and changes nothing', async () => {
    batch.put({ jobId: 'a', jobDefinition: batch.define('train'), status: 'RUNNING' });
    const step = await liveStep();
    assert.deepEqual(step?.details, [
      'Queues, jobs, and job definitions can be read.',
      'AWS Batch cannot tell in advance whether it allows batch:SubmitJob and batch:TerminateJob.',
    ]);
    assert(batch.count('DescribeJobDefinitions') > 0);
    assert(!batch.calls.some(({ operation }) => /Submit|Terminate|Cancel/.test(operation)));
  });

  it('says so where no job shows whether definitions can be read', async () => {
    assert.match((await liveStep())?.details.join() ?? '', /No job was found whose definition/);
  });

  it('shows the statement that allows what AWS denies, and fails nothing else', async () => {
    batch.put({ jobId: 'a', jobDefinition: batch.define('train') });
    batch.denied.add('DescribeJobDefinitions');
    const step = await liveStep();
    assert.equal(step?.outcome, 'skipped');
    assert.match(step.details.join(), /without the permissions for live actions/);
    assert.match(step.remedy?.snippet ?? '', /batch:DescribeJobDefinitions/);
  });

  it('works for a connection to a table', async () => {
    const finding = await checkLive({ ...connection, source: 'table', tableName: 'Jobs' }, signal);
    assert(!('skipped' in finding));
  });
});
