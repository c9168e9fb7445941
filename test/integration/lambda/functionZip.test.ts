import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unzipSync } from 'fflate';
import { functionZip } from '../../../lambda/tools/functionZip';
import { LambdaRuntime } from '../../local/dynamodb/lambdaRuntime';
import { createJobsTable } from '../../local/dynamodb/table';
import { anEvent, fixture } from '../../support/builders/batchEvents';
import { describeOnEmulators, emulatorClient } from '../../support/emulators/emulators';

const tableName = 'Shipped';
const message = (messageId: string, body: unknown) => ({
  messageId,
  eventSource: 'aws:sqs',
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('functionZip', () => {
  it('is identical byte for byte each time, and small', async () => {
    const [first, second] = [await functionZip(), await functionZip()];
    assert.equal(createHash('sha256').update(first).digest('hex'), hashOf(second));
    assert(first.length < 300 * 1_024, `${first.length} bytes`);
    assert.deepEqual(Object.keys(unzipSync(first)), ['handler.js']);
  });

  const hashOf = (zip: Uint8Array): string => createHash('sha256').update(zip).digest('hex');
});

describeOnEmulators('The shipped function', endpoint => {
  let folder: string;
  let client: DynamoDBClient;
  const runtimes: LambdaRuntime[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lambda-'));
    for (const [name, bytes] of Object.entries(unzipSync(await functionZip()))) {
      await writeFile(path.join(folder, name), bytes);
    }
    client = emulatorClient(endpoint());
    await createJobsTable(client, tableName, { index: true });
  });

  afterEach(() => Promise.all(runtimes.splice(0).map(runtime => runtime.stop())));

  after(async () => {
    client.destroy();
    await rm(folder, { recursive: true });
  });

  async function started(env: Record<string, string> = {}): Promise<LambdaRuntime> {
    const runtime = new LambdaRuntime(folder, {
      AWS_REGION: 'eu-west-1',
      DYNAMODB_ENDPOINT: endpoint(),
      TABLE_NAME: tableName,
      ...env,
    });
    runtimes.push(runtime);
    await runtime.start();
    return runtime;
  }

  async function statusOf(jobId: string): Promise<string | undefined> {
    const Key = { jobId: { S: jobId } };
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key }));
    return Item?.['status']?.S;
  }

  const metricsIn = ({ log }: LambdaRuntime): Record<string, unknown>[] =>
    log
      .split('\n')
      .filter(line => line.includes('"CloudWatchMetrics"'))
      .map(line => JSON.parse(line) as Record<string, unknown>);

  it('writes a real event, counts its copy as stale, and reports both counts', async () => {
    const runtime = await started();
    const event = fixture('01');
    const { jobId } = event['detail'] as { jobId: string };
    const answer = (outcome: string) => ({ ok: true, value: { outcome, jobId } });
    assert.deepEqual(await runtime.invoke(event), answer('written'));
    assert.deepEqual(await runtime.invoke(event), answer('stale'));
    assert.equal(await statusOf(jobId), 'FAILED');
    const [written, stale] = metricsIn(runtime);
    assert.equal(written?.['Written'], 1);
    assert.equal(stale?.['Stale'], 1);
    assert.equal(typeof written['Latency'], 'number');
  });

  it('rejects invalid events, logs the reason, and continues', async () => {
    const runtime = await started();
    const secret = 'hunter2';
    for (const event of [null, 7, [], secret, { source: 'aws.batch', detail: secret }]) {
      const { ok, value } = (await runtime.invoke(event)) as { ok: boolean; value: object };
      assert(ok && 'outcome' in value && value.outcome === 'rejected');
    }
    assert.equal(metricsIn(runtime).filter(({ Rejected }) => Rejected === 1).length, 5);
    assert.match(runtime.log, /"level":"WARN".*"reason":"detail-type is not/);
    assert(!runtime.log.includes(secret));
  });

  it('accepts messages from dead-letter queues, however they are wrapped', async () => {
    const runtime = await started();
    const body = { requestPayload: anEvent({ jobId: 'wrapped' }), responsePayload: {} };
    const answer = await runtime.invoke({
      Records: [
        message('1', anEvent({ jobId: 'raw' })),
        message('2', body),
        message('3', 'no JSON at all'),
      ],
    });
    assert.deepEqual(answer, { ok: true, value: { batchItemFailures: [] } });
    assert.deepEqual([await statusOf('raw'), await statusOf('wrapped')], ['RUNNABLE', 'RUNNABLE']);
    const [metrics] = metricsIn(runtime);
    assert.deepEqual(metrics?.['Written'], [1, 1]);
    assert.equal(metrics['Rejected'], 1);
    assert.match(runtime.log, /"reason":"the message is not JSON"/);
  });

  it('reports only the messages that DynamoDB failed to store', async () => {
    const runtime = await started({ TABLE_NAME: 'NoSuchTable' });
    const answer = await runtime.invoke({
      Records: [message('1', anEvent({ jobId: 'kept' })), message('2', { source: 'aws.ecs' })],
    });
    const value = { batchItemFailures: [{ itemIdentifier: '1' }] };
    assert.deepEqual(answer, { ok: true, value });
    assert.equal(metricsIn(runtime)[0]?.['Failed'], 1);
  });

  it('fails for an event that could not be written, so that Lambda retries', async () => {
    const runtime = await started({ TABLE_NAME: 'NoSuchTable' });
    const answer = await runtime.invoke(anEvent({ jobId: 'kept' }));
    assert(!answer.ok);
    assert.match(answer.error.errorMessage, /^Job kept was not written to table NoSuchTable: /);
  });

  it('uses its settings, and does not start with invalid ones', async () => {
    const runtime = await started({ RETENTION_DAYS: '7', REDACT_ENVIRONMENT: 'true' });
    const container = { environment: [{ name: 'TOKEN', value: 'hunter2' }] };
    const time = new Date().toISOString();
    await runtime.invoke(anEvent({ jobId: 'kept-short', status: 'FAILED', container }, { time }));
    const Key = { jobId: { S: 'kept-short' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key }));
    const days = (Number(Item?.['expiresAt']?.N) - Date.now() / 1_000) / 86_400;
    assert(days > 6.99 && days < 7.01, String(days));
    assert(!JSON.stringify(Item).includes('hunter2'));
    const wrong = await started({ REDACT_ENVIRONMENT: 'yes' });
    await assert.rejects(wrong.invoke({}), /REDACT_ENVIRONMENT must be true or false/);
  });

  it('accepts an event of 1 MB', async () => {
    const runtime = await started();
    const text = 'x'.repeat(1_000_000);
    const answer = await runtime.invoke(anEvent({ jobId: 'large', parameters: { text } }));
    assert.deepEqual(answer, { ok: true, value: { outcome: 'written', jobId: 'large' } });
  });
});
