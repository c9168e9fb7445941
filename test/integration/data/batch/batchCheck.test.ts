import assert from 'node:assert/strict';
import type { CheckStep } from '../../../../src/core/diagnostics/checkReport';
import { checkBatchConnection } from '../../../../src/data/check/batchCheck';
import type { Connection } from '../../../../src/data/config/connection';
import type { AwsHome } from '../../../support/emulators/aws/awsHome';
import { batchHome } from '../../../support/emulators/aws/batchHome';
import { LocalBatch } from '../../../support/emulators/aws/localBatch';

const connection: Connection = {
  source: 'batch',
  tableName: 'AWS Batch',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('The check of a connection to AWS Batch itself', () => {
  let home: AwsHome;
  let batch: LocalBatch;

  beforeEach(async () => {
    batch = new LocalBatch();
    home = await batchHome(batch);
  });

  afterEach(async () => {
    await home.leave();
    await batch.server.stop();
  });

  const check = (over: Partial<Connection> = {}): Promise<CheckStep[]> =>
    checkBatchConnection({ ...connection, ...over }, { signal: new AbortController().signal });

  const step = (steps: readonly CheckStep[], title: string): CheckStep =>
    steps.find(one => one.title === title) ?? assert.fail(title);

  const addJob = (): void => {
    batch.put({
      jobId: 'a',
      status: 'FAILED',
      createdAt: Date.now() - 3_600_000,
      stoppedAt: Date.now(),
    });
  };

  it('tells how many queues it found, which of them has a problem, and how old the newest job is', async () => {
    batch.addQueue('fast');
    batch.addQueue('archive', { state: 'DISABLED' });
    addJob();

    const steps = await check();

    assert.deepEqual(step(steps, 'Job queues').details, [
      '2 job queues.',
      'Queue archive is DISABLED.',
    ]);
    assert.match(
      step(steps, 'Jobs').details.join(),
      /^Jobs can be listed\. The newest was created 1 h ago/,
    );
    assert.deepEqual(step(steps, 'Descriptions of jobs').details, ['Jobs can be described.']);
    assert(steps.every(({ outcome }) => outcome !== 'failed'));
  });

  it('fails without queues, and leads to another region', async () => {
    const { outcome, code, remedy } = step(await check(), 'Job queues');
    assert.deepEqual(
      [outcome, code, remedy?.command],
      ['failed', 'batch.noQueues', 'selectRegion'],
    );
  });

  it('names the configured queues if AWS Batch has none of them', async () => {
    batch.addQueue('fast');
    const { details } = step(await check({ queues: ['slow'] }), 'Job queues');
    assert.match(details.join(), /has none of the configured job queues: slow/);
  });

  it('names the action that AWS denies, with the statement that allows it', async () => {
    batch.addQueue('fast');
    batch.denied.add('ListJobs');

    const steps = await check();

    const { outcome, details, remedy } = step(steps, 'Jobs');
    assert.equal(outcome, 'failed');
    assert.match(details.join(), /AWS denied batch:ListJobs in eu-west-1/);
    assert.match(remedy?.snippet ?? '', /batch:ListJobs/);
    assert.equal(step(steps, 'Descriptions of jobs').outcome, 'skipped');
  });

  it('passes without the right to describe jobs, and says that lists suffice', async () => {
    batch.addQueue('fast');
    batch.denied.add('DescribeJobs');
    addJob();

    const { outcome, details } = step(await check(), 'Descriptions of jobs');

    assert.equal(outcome, 'skipped');
    assert.match(details.join(), /can list jobs without the right to describe them/);
  });
});
