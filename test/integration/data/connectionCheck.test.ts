import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { renderCheckReport, type CheckStep } from '../../../src/core/checkReport';
import { checkConnection } from '../../../src/data/aws';
import { describeOnEmulators, emulatorClient } from '../../support/emulators';

const outcomes = (steps: readonly CheckStep[]): string =>
  steps.map(({ outcome }) => outcome).join(' ');

describeOnEmulators('checkConnection', endpoint => {
  const check = (tableName: string, over: { profile?: string; endpoint?: string } = {}) =>
    checkConnection(
      { tableName, region: 'eu-west-1', profile: undefined, endpoint: endpoint(), ...over },
      new AbortController().signal,
      () => undefined,
    );

  let home: string;
  const saved = { ...process.env };

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'batch-monitor-'));
    await writeFile(path.join(home, 'config'), '[profile broken]\ncredential_process = false\n');
    await writeFile(path.join(home, 'credentials'), '');
    process.env['AWS_CONFIG_FILE'] = path.join(home, 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(home, 'credentials');
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    const client = emulatorClient(endpoint());
    for (const [TableName, key] of [
      ['Jobs', 'jobId'],
      ['Empty', 'jobId'],
      ['Foreign', 'id'],
    ] as const) {
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
          KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        }),
      );
    }
    const timestamp = new Date(Date.now() - 3_600_000).toISOString();
    await client.send(
      new PutItemCommand({
        TableName: 'Jobs',
        Item: { jobId: { S: 'a' }, status: { S: 'FAILED' }, timestamp: { S: timestamp } },
      }),
    );
    client.destroy();
  });

  after(async () => {
    for (const name of Object.keys(process.env)) {
      if (!(name in saved)) {
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- puts the environment back
        delete process.env[name];
      }
    }
    Object.assign(process.env, saved);
    await rm(home, { recursive: true });
  });

  it('passes every step of a table with jobs, and says how old the newest is', async () => {
    const steps = await check('Jobs');
    assert.equal(outcomes(steps), 'passed passed passed passed passed');
    const text = renderCheckReport('Jobs', steps, new Date());
    assert.match(text, /All is well/);
    assert.match(text, /1 job: 0 succeeded, 1 failed, 0 running/);
    assert.match(text, /Newest event: 1 h/);
    assert.match(text, /No index "changes"/);
  });

  it('fails at the table that is missing, with the remedy, and skips the rest', async () => {
    const steps = await check('Nowhere');
    assert.equal(outcomes(steps), 'passed passed failed skipped skipped');
    assert.match(steps[2]?.details[0] ?? '', /"Nowhere" does not exist/);
    assert.match(steps[2]?.remedy ?? '', /batchMonitor.tableName/);
  });

  it('refuses a table with another key', async () => {
    const steps = await check('Foreign');
    assert.match(steps[2]?.details[0] ?? '', /has the key id, not jobId/);
  });

  it('tells an empty table from a broken connection', async () => {
    const steps = await check('Empty');
    assert.equal(outcomes(steps), 'passed passed passed passed failed');
    assert.match(steps[4]?.remedy ?? '', /EventBridge rule is active/);
  });

  it('says that an endpoint refuses connections', async () => {
    const steps = await check('Jobs', { endpoint: 'http://127.0.0.1:9' });
    assert.equal(outcomes(steps), 'passed passed failed skipped skipped');
    assert.match(steps[2]?.details[0] ?? '', /127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)/);
  });

  it('names a profile that does not exist, and one that is broken', async () => {
    for (const profile of ['nobody', 'broken']) {
      const steps = await check('Jobs', { profile });
      assert.equal(outcomes(steps), 'failed skipped skipped skipped skipped');
      assert.match(steps[0]?.details[0] ?? '', new RegExp(`Profile "${profile}"`));
    }
  });

  it('says when there are no credentials at all', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    const steps = await check('Jobs');
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    assert.equal(steps[0]?.details[0], 'No AWS credentials were found.');
    assert.match(steps[0].remedy ?? '', /aws configure/);
  });

  it('stops when it is cancelled', async () => {
    await assert.rejects(
      checkConnection(
        { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: endpoint() },
        AbortSignal.abort(),
        () => undefined,
      ),
      { name: 'AbortError' },
    );
  });
});
