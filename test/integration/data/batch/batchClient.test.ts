import assert from 'node:assert/strict';
import { isAbort, isUserError, type UserError } from '../../../../src/core/diagnostics/errors';
import type { BatchApi } from '../../../../src/data/batch/batchApi';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import {
  childrenInStatus,
  jobsCreatedAfter,
  jobsInStatus,
  nodesInStatus,
} from '../../../../src/data/batch/batchRequests';
import { CallRate } from '../../../../src/data/batch/callRate';
import type { Connection } from '../../../../src/data/config/connection';
import { loadBatch } from '../../../../src/data/lazyBatch';
import { until } from '../../../local/process/until';
import { LocalBatch } from '../../../support/emulators/aws/localBatch';
import { FaultProxy } from '../../../support/emulators/faults/faultProxy';
import {
  brokenGateway,
  emptyBody,
  hang,
  notJson,
  refusal,
  reset,
  type Fault,
} from '../../../support/emulators/faults/faults';
import { shortTimeouts } from '../../../support/emulators/shortTimeouts';

const connection: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('AWS Batch, read over its wire protocol', () => {
  const { signal } = new AbortController();
  let batch: LocalBatch;
  let proxy: FaultProxy;
  let client: BatchApi;
  let environment: NodeJS.ProcessEnv;

  beforeEach(async () => {
    batch = new LocalBatch();
    proxy = new FaultProxy(() => batch.server.url);
    await batch.server.start();
    await proxy.start();
    environment = { ...process.env };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_BATCH: proxy.endpoint,
    });
    client = new BatchClient(connection, shortTimeouts, new CallRate());
  });

  afterEach(async () => {
    client.close();
    process.env = environment;
    await proxy.stop();
    await batch.server.stop();
  });

  async function failure(run: () => Promise<unknown>): Promise<UserError> {
    try {
      await run();
    } catch (error) {
      assert(isUserError(error), String(error));
      return error;
    }
    assert.fail('nothing was thrown');
  }

  async function everyPage<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
    const all: T[] = [];
    for await (const page of pages) {
      all.push(...page);
    }
    return all;
  }

  const ids = (jobs: readonly { readonly jobId?: string | undefined }[]) =>
    jobs.map(({ jobId }) => jobId);

  it('lists the jobs of a queue created after a time, newest first, page by page', async () => {
    batch.addQueue('fast');
    for (let index = 0; index < 250; index++) {
      batch.put({ jobId: `j${index}`, createdAt: 1_000 + index, status: 'SUCCEEDED' });
    }
    const first = await client.listJobs(jobsCreatedAfter('fast', 1_010), signal);
    assert.equal(first.jobs.length, 100);
    assert.deepEqual(ids(first.jobs.slice(0, 2)), ['j249', 'j248']);
    const second = await client.listJobs(jobsCreatedAfter('fast', 1_010, first.nextToken), signal);
    const last = await client.listJobs(jobsCreatedAfter('fast', 1_010, second.nextToken), signal);
    assert.equal(last.jobs.at(-1)?.jobId, 'j11');
    assert.equal(last.nextToken, undefined);
  });

  it('says when the service responded', async () => {
    batch.addQueue('fast');
    const { servedAt = 0 } = await client.listJobs(jobsInStatus('fast', 'RUNNING'), signal);
    assert(Math.abs(servedAt - Date.now()) < 60_000);
  });

  it('lists jobs in a status, children of an array and nodes each by themselves', async () => {
    batch.addQueue('fast');
    batch.put({ jobId: 'a', status: 'PENDING', arrayProperties: { size: 2 } });
    batch.put({ jobId: 'a:0', status: 'RUNNING' });
    batch.put({ jobId: 'a:1', status: 'FAILED' });
    batch.put({ jobId: 'n#0', status: 'RUNNING' });
    const pending = await client.listJobs(jobsInStatus('fast', 'PENDING'), signal);
    assert.deepEqual(ids(pending.jobs), ['a']);
    assert.deepEqual(pending.jobs[0]?.arrayProperties?.statusSummary, { RUNNING: 1, FAILED: 1 });
    const children = await client.listJobs(childrenInStatus('a', 'FAILED'), signal);
    assert.deepEqual(ids(children.jobs), ['a:1']);
    const nodes = await client.listJobs(nodesInStatus('n', 'RUNNING'), signal);
    assert.deepEqual(ids(nodes.jobs), ['n#0']);
  });

  it('describes jobs, without those that AWS Batch has forgotten', async () => {
    batch.addQueue('fast');
    batch.put({ jobId: 'a', parameters: { media_id: '1' } });
    const jobs = await client.describeJobs(['a', 'gone'], signal);
    assert.deepEqual(ids(jobs), ['a']);
    assert.deepEqual(jobs[0]?.parameters, { media_id: '1' });
  });

  it('describes many jobs, 100 per call', async () => {
    batch.addQueue('fast');
    const many = Array.from({ length: 201 }, (_, index) => batch.put({ jobId: `j${index}` }).jobId);
    assert.equal((await client.describeJobs(many, signal)).length, 201);
    assert.equal(batch.count('DescribeJobs'), 3);
  });

  it('describes all queues and environments of a region, and 250 of them by name', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `q${index}`);
    names.forEach(name => batch.addQueue(name));
    names.forEach(name => batch.addEnvironment(name, { computeResources: undefined }));
    batch.addQueue('other');
    assert.equal((await everyPage(client.jobQueues(undefined, signal))).length, 251);
    assert.equal((await everyPage(client.jobQueues(names, signal))).length, 250);
    assert.equal((await everyPage(client.computeEnvironments(names, signal))).length, 250);
    assert.equal((await everyPage(client.computeEnvironments(undefined, signal))).length, 250);
    assert.equal((await everyPage(client.jobQueues([], signal))).length, 0);
  });

  it('reads the front of a queue', async () => {
    const queue = batch.addQueue('fast');
    batch.fronts.set(queue, { jobs: [{ jobArn: batch.arn('job', 'a') }], lastUpdatedAt: 7 });
    const { frontOfQueue } = await client.queueSnapshot('fast', signal);
    assert.deepEqual(frontOfQueue?.jobs, [{ jobArn: batch.arn('job', 'a') }]);
  });

  it('never sends more than 10 calls in a second', async () => {
    batch.addQueue('fast');
    await Promise.all(
      Array.from({ length: 25 }, () =>
        client.listJobs(jobsInStatus('fast', 'RUNNING'), AbortSignal.any([signal])),
      ),
    );
    const times = batch.calls.map(({ at }) => at);
    const most = Math.max(
      ...times.map(start => times.filter(at => at >= start && at < start + 1_000).length),
    );
    assert(most <= 10, `${most} calls in a second`);
  });

  it('slows down when AWS throttles, retries and counts every call', async () => {
    batch.addQueue('fast');
    const before = client.usage.callsPerSecond;
    batch.throttles = 3;
    await client.listJobs(jobsInStatus('fast', 'RUNNING'), signal);
    const { calls, throttled, callsPerSecond } = client.usage;
    assert.deepEqual([calls, throttled], [4, 3]);
    assert(callsPerSecond < before * 0.6, String(callsPerSecond));
  });

  it('gives up when AWS keeps throttling', async () => {
    batch.addQueue('fast');
    batch.throttles = 100;
    const error = await failure(() => client.listJobs(jobsInStatus('fast', 'RUNNING'), signal));
    assert.equal(error.code, 'throttled');
    assert.match(error.message, /AWS Batch throttled requests in eu-west-1/);
  });

  it('shows the statement that allows a denied call', async () => {
    batch.denied.add('ListJobs');
    const denied = await failure(() => client.listJobs(jobsInStatus('fast', 'RUNNING'), signal));
    assert.equal(denied.code, 'batch.denied');
    assert.equal(
      denied.message,
      'AWS denied batch:ListJobs in eu-west-1 to arn:aws:iam::123456789012:user/ada.',
    );
    const statement = JSON.parse(denied.snippet ?? '') as { Action: string[]; Resource: string[] };
    assert(statement.Action.includes('batch:DescribeJobs'));
    assert.deepEqual(statement.Resource, ['*']);
  });

  it('shows no statement where a policy elsewhere denies the call', async () => {
    const message =
      'User: arn:aws:iam::1:user/a is not authorized to perform: batch:ListJobs with an explicit deny in a service control policy';
    proxy.inject(refusal('AccessDeniedException', 403, message), { on: () => true });
    const denied = await failure(() => client.describeJobs(['a'], signal));
    assert.equal(denied.snippet, undefined);
    assert.match(denied.remedy, /service control policy/i);
  });

  it('says that a queue does not exist', async () => {
    const error = await failure(() => client.listJobs(jobsInStatus('none', 'RUNNING'), signal));
    assert.equal(error.code, 'batch.rejected');
    assert.match(error.message, /JobQueue none not found/);
  });

  it('does not follow pages that lead back', async () => {
    batch.addQueue('a');
    batch.addQueue('b');
    batch.pageSize = 1;
    batch.onCall = ({ request }) => {
      Object.assign(request, { nextToken: undefined });
    };
    const error = await failure(() => everyPage(client.jobQueues(undefined, signal)));
    assert.equal(error.code, 'aws.answer');
  });

  const faults: readonly (readonly [Fault, code: string])[] = [
    [refusal('ExpiredTokenException', 403), 'credentials.expired'],
    [refusal('UnrecognizedClientException', 403), 'credentials.invalid'],
    [refusal('ServerException', 500), 'aws.unavailable'],
    [brokenGateway, 'aws.unavailable'],
    [reset, 'network'],
    [hang, 'network'],
    [notJson, 'aws.answer'],
    [emptyBody, 'aws.answer'],
  ];

  for (const [fault, code] of faults) {
    it(`explains ${fault.name}, and reads again afterwards`, async () => {
      batch.addQueue('fast');
      proxy.inject(fault, { on: () => true });
      const error = await failure(() => client.listJobs(jobsInStatus('fast', 'RUNNING'), signal));
      assert.equal(error.code, code, error.message);
      assert.doesNotMatch(error.message + error.remedy, /DynamoDB|table/);
      proxy.heal();
      await client.listJobs(jobsInStatus('fast', 'RUNNING'), signal);
    });
  }

  it('stops at once when aborted', async () => {
    proxy.inject(hang, { on: () => true });
    const abort = new AbortController();
    const patient = new BatchClient(connection);
    const reading = patient.describeJobs(['a'], abort.signal);
    await until('the request to arrive', async () => (await proxy.connections) > 0);
    abort.abort();
    await assert.rejects(reading, isAbort);
    patient.close();
  });

  it('sends nothing to AWS for jobs of an emulator', async () => {
    delete process.env['AWS_ENDPOINT_URL_BATCH'];
    const { openBatch } = await loadBatch();
    const local = openBatch({ ...connection, endpoint: 'http://127.0.0.1:8000' });
    const error = await failure(() => local.describeJobs(['a'], signal));
    assert.equal(error.code, 'batch.endpoint');
    assert.match(error.remedy, /AWS_ENDPOINT_URL_BATCH/);
  });
});
