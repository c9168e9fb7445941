import assert from 'node:assert/strict';
import type { SubmitRequest } from '../../../../src/core/actions/retry/submitRequest';
import {
  abortingActions,
  livePreparingActions,
  retryingActions,
} from '../../../../src/core/aws/policyStatement';
import { isAbort, isUserError, type UserError } from '../../../../src/core/diagnostics/errors';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { CallRate } from '../../../../src/data/batch/callRate';
import { LiveBatch } from '../../../../src/data/batch/liveBatch';
import { isAnswerLost, type LiveJobs } from '../../../../src/data/batch/liveJobs';
import { readRetrySources } from '../../../../src/data/batch/retrySources';
import type { Connection } from '../../../../src/data/config/connection';
import { loadBatch } from '../../../../src/data/lazyBatch';
import { until } from '../../../local/process/until';
import { LocalLiveBatch } from '../../../support/emulators/aws/localLiveBatch';
import { FaultProxy } from '../../../support/emulators/faults/faultProxy';
import {
  brokenGateway,
  cutBody,
  emptyBody,
  endlessAnswer,
  lostAnswer,
  notJson,
  refusal,
  slow,
  type Fault,
} from '../../../support/emulators/faults/faults';
import { shortTimeouts } from '../../../support/emulators/shortTimeouts';

const connection: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

const always = { on: () => true };

describe('AWS Batch, changed over its wire protocol', () => {
  const { signal } = new AbortController();
  let batch: LocalLiveBatch;
  let proxy: FaultProxy;
  let live: LiveJobs;
  let request: SubmitRequest;
  let environment: NodeJS.ProcessEnv;

  beforeEach(async () => {
    batch = new LocalLiveBatch();
    proxy = new FaultProxy(() => batch.server.url);
    await batch.server.start();
    await proxy.start();
    environment = { ...process.env };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_BATCH: proxy.endpoint,
    });
    const client = new BatchClient(connection, shortTimeouts, new CallRate(undefined, 100));
    live = new LiveBatch(client, new CallRate(undefined, 5));
    request = {
      jobName: 'train-7',
      jobQueue: batch.addQueue('fast'),
      jobDefinition: batch.define('train', { containerProperties: { image: 'i' } }),
    };
  });

  afterEach(async () => {
    live.close();
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

  describe('a submission', () => {
    it('is sent once, as it is', async () => {
      const whole = { ...request, parameters: { codec: 'av1' }, tags: { team: 'a' } };
      const { jobId, jobArn } = await live.submit(whole, signal);
      assert.deepEqual(batch.submitted, [whole]);
      assert.equal(jobArn, batch.arn('job', jobId));
      const [job] = await live.describe([jobId], signal);
      assert.deepEqual([job?.['jobName'], job?.['parameters']], ['train-7', { codec: 'av1' }]);
    });

    const losses: readonly Fault[] = [
      lostAnswer,
      endlessAnswer,
      cutBody,
      emptyBody,
      notJson,
      refusal('ServerException', 500),
      brokenGateway,
    ];

    for (const fault of losses) {
      it(`is not repeated and may have been accepted after ${fault.name}`, async () => {
        const done = proxy.inject(fault, always);
        const error = await failure(() => live.submit(request, signal));
        assert(isAnswerLost(error), error.message);
        assert.match(error.message, /may have accepted the job/);
        assert.equal(done.times, 1);
        assert(batch.submitted.length <= 1);
      });
    }

    it('is carried out once for each of 20 lost answers', async () => {
      proxy.inject(lostAnswer, always);
      const fast = new LiveBatch(
        new BatchClient(connection, shortTimeouts, new CallRate(undefined, 100)),
        new CallRate(undefined, 100),
      );
      for (let count = 1; count <= 20; count++) {
        await assert.rejects(fast.submit(request, signal), isAnswerLost);
        assert.equal(batch.submitted.length, count);
      }
      fast.close();
    });

    it('is certainly not accepted where AWS refuses it', async () => {
      const error = await failure(() => live.submit({ ...request, jobQueue: 'none' }, signal));
      assert.deepEqual([error.code, isAnswerLost(error)], ['batch.rejected', false]);
      assert.match(error.message, /rejected the request: JobQueue or JobDefinition not found/);
    });

    const refusals: readonly (readonly [string, number, code: string])[] = [
      ['ExpiredTokenException', 403, 'credentials.expired'],
      ['UnrecognizedClientException', 403, 'credentials.invalid'],
      ['AccessDeniedException', 403, 'batch.denied'],
    ];

    for (const [name, status, code] of refusals) {
      it(`is certainly not accepted after ${name}`, async () => {
        proxy.inject(refusal(name, status), always);
        const error = await failure(() => live.submit(request, signal));
        assert.deepEqual([error.code, batch.submitted.length], [code, 0]);
      });
    }

    it('is certainly not accepted where nothing listens', async () => {
      await proxy.stop();
      const error = await failure(() => live.submit(request, signal));
      assert.equal(error.code, 'network');
    });

    it('shows the statement that allows it', async () => {
      batch.denied.add('SubmitJob');
      const { snippet = '' } = await failure(() => live.submit(request, signal));
      assert.deepEqual(JSON.parse(snippet), {
        Effect: 'Allow',
        Action: ['batch:SubmitJob', 'batch:TagResource'],
        Resource: ['job', 'job-queue', 'job-definition'].map(
          kind => `arn:aws:batch:eu-west-1:123456789012:${kind}/*`,
        ),
      });
    });

    it('waits and is repeated while AWS throttles, because AWS has not accepted it', async () => {
      batch.throttles = 2;
      await live.submit(request, signal);
      assert.deepEqual([batch.count('SubmitJob'), batch.submitted.length], [3, 1]);
    });

    it('is sent at most five times a second', async () => {
      const start = performance.now();
      await Promise.all(Array.from({ length: 6 }, () => live.submit(request, signal)));
      assert(performance.now() - start >= 990);
      assert.equal(batch.submitted.length, 6);
    });

    it('is not sent after an abort', async () => {
      await assert.rejects(live.submit(request, AbortSignal.abort()), isAbort);
      const abort = new AbortController();
      const submissions = [live.submit(request, signal), live.submit(request, abort.signal)];
      abort.abort();
      const [first, second] = await Promise.allSettled(submissions);
      assert.deepEqual([first?.status, second?.status], ['fulfilled', 'rejected']);
      assert.equal(batch.submitted.length, 1);
    });

    it('that is under way is not aborted, so that its outcome is known', async () => {
      proxy.inject(
        slow(() => 100),
        always,
      );
      const abort = new AbortController();
      const submission = live.submit(request, abort.signal);
      await until('the request to arrive', () => Promise.resolve(batch.submitted.length > 0));
      abort.abort();
      assert.match((await submission).jobId, /^[0-9a-f-]{36}$/);
    });

    it('sends nothing to AWS for jobs of an emulator', async () => {
      delete process.env['AWS_ENDPOINT_URL_BATCH'];
      const { openLiveJobs } = await loadBatch();
      const local = openLiveJobs({ ...connection, endpoint: 'http://127.0.0.1:8000' });
      const error = await failure(() => local.submit(request, signal));
      assert.equal(error.code, 'batch.endpoint');
      local.close();
    });
  });

  describe('terminating jobs', () => {
    const addJobs = (count: number): string[] =>
      Array.from(
        { length: count },
        (_, index) => batch.put({ jobId: `j${index}`, status: 'RUNNING' }).jobId,
      );

    const kindsOf = async (jobIds: readonly string[], stop = signal) =>
      [...(await live.terminate(jobIds, 'why', stop)).values()].map(({ kind }) => kind);

    const errorOf = async (jobIds: readonly string[], jobId: string): Promise<UserError> => {
      const outcome = (await live.terminate(jobIds, 'why', signal)).get(jobId);
      assert(outcome?.kind === 'failed' && isUserError(outcome.error));
      return outcome.error;
    };

    it('takes one call for 50 jobs, with the reason', async () => {
      const jobIds = addJobs(120);
      const outcomes = await live.terminate(jobIds, 'ada: wrong input', signal);
      assert.deepEqual([...outcomes.keys()], jobIds);
      assert([...outcomes.values()].every(({ kind }) => kind === 'done'));
      assert.equal(batch.count('TerminateJobs'), 3);
      assert.equal(batch.terminated.get('j119'), 'ada: wrong input');
    });

    it('counts a job that ended meanwhile, and one that AWS has deleted, as done', async () => {
      const jobIds = addJobs(1);
      batch.put({ jobId: 'ended', status: 'SUCCEEDED' });
      assert.deepEqual(await kindsOf([...jobIds, 'ended', 'gone']), ['done', 'done', 'done']);
      assert.equal(batch.jobs.get('ended')?.status, 'SUCCEEDED');
      assert.deepEqual([...batch.terminated.keys()], jobIds);
    });

    it('names the job that AWS denies, with the statement that allows it', async () => {
      const jobIds = addJobs(3);
      batch.deniedJobs.add('j1');
      const { code, message, snippet = '' } = await errorOf(jobIds, 'j1');
      assert.equal(code, 'batch.denied');
      assert.match(message, /AWS denied batch:TerminateJob in eu-west-1 to .*user\/ada/);
      assert.deepEqual(JSON.parse(snippet), {
        Effect: 'Allow',
        Action: ['batch:TerminateJob'],
        Resource: ['arn:aws:batch:eu-west-1:123456789012:job/*'],
      });
      assert.deepEqual([...batch.terminated.keys()], ['j0', 'j2']);
    });

    it('repeats only the jobs whose errors are temporary, a few times', async () => {
      const jobIds = addJobs(4);
      batch.jobErrors.set('j1', ['ThrottlingException', 'ServerException']);
      batch.jobErrors.set(
        'j2',
        Array.from({ length: 9 }, () => 'ServerException'),
      );
      batch.jobErrors.set('j3', ['ClientException']);
      assert.deepEqual(await kindsOf(jobIds), ['done', 'done', 'failed', 'failed']);
      assert.deepEqual(
        batch.calls
          .filter(({ operation }) => operation === 'TerminateJobs')
          .map(({ request: { jobs } }) => jobs),
        [jobIds, ['j1', 'j2'], ['j1', 'j2'], ['j2']],
      );
    });

    it('goes one by one where AWS does not know the bulk call', async () => {
      const jobIds = addJobs(3);
      batch.hasBulk = false;
      assert.deepEqual(await kindsOf(jobIds), ['done', 'done', 'done']);
      assert.equal(batch.count('TerminateJob'), 3);
    });

    it('goes one by one where AWS denies the bulk call', async () => {
      const jobIds = addJobs(3);
      batch.denied.add('TerminateJobs');
      batch.deniedJobs.add('j0');
      assert.deepEqual(await kindsOf(jobIds), ['failed', 'done', 'done']);
    });

    it('repeats a request whose answer was lost, because that changes nothing', async () => {
      const jobIds = addJobs(2);
      proxy.inject(lostAnswer, { ...always, times: 1 });
      assert.deepEqual(await kindsOf(jobIds), ['done', 'done']);
    });

    it('says what failed for each job if nothing works', async () => {
      proxy.inject(brokenGateway, always);
      assert.equal((await errorOf(addJobs(2), 'j1')).code, 'aws.unavailable');
    });

    it('stops between two groups, and knows which jobs were sent', async () => {
      const jobIds = addJobs(120);
      const abort = new AbortController();
      batch.onCall = () => abort.abort();
      const kinds = await kindsOf(jobIds, abort.signal);
      assert.deepEqual(new Set(kinds.slice(0, 50)), new Set(['done']));
      assert.deepEqual(new Set(kinds.slice(50)), new Set(['notSent']));
      assert.equal(batch.terminated.size, 50);
    });

    it('sends nothing after an abort', async () => {
      assert.deepEqual(await kindsOf(addJobs(2), AbortSignal.abort()), ['notSent', 'notSent']);
      assert.equal(batch.calls.length, 0);
    });
  });

  describe('looking for a submitted job', () => {
    const now = Date.now();
    const find = async (since: number): Promise<string[]> =>
      (await live.findSubmitted({ queue: 'fast', name: 'train-7', since }, signal)).map(
        ({ jobId }) => jobId,
      );

    it('finds the jobs of exactly this name, created since', async () => {
      batch.put({ jobId: 'old', jobName: 'train-7', createdAt: now - 60_000 });
      batch.put({ jobId: 'other', jobName: 'Train-7', createdAt: now });
      batch.put({ jobId: 'longer', jobName: 'train-71', createdAt: now });
      batch.put({ jobId: 'new', jobName: 'train-7', createdAt: now + 50, status: 'RUNNABLE' });
      assert.deepEqual(await find(now), ['new']);
    });

    it('finds what was submitted although its answer was lost', async () => {
      const since = Date.now();
      proxy.inject(lostAnswer, { ...always, times: 1 });
      await assert.rejects(live.submit(request, signal), isAnswerLost);
      assert.deepEqual(await find(since), [...batch.jobs.keys()]);
    });

    it('reads all pages', async () => {
      batch.pageSize = 2;
      for (let index = 0; index < 5; index++) {
        batch.put({ jobId: `j${index}`, jobName: 'train-7', createdAt: now + index });
      }
      assert.equal((await find(now)).length, 5);
    });
  });

  it('needs no other permissions than those of its policy', async () => {
    const { jobId } = await live.submit(request, signal);
    const options = { storedEvent: () => Promise.resolve(undefined) };
    await readRetrySources(live, [jobId], options, signal);
    await live.findSubmitted({ queue: 'fast', name: 'train-7', since: 0 }, signal);
    await live.terminate([jobId], 'why', signal);
    const actions = new Set<string>([
      ...retryingActions,
      ...abortingActions,
      ...livePreparingActions,
    ]);
    // IAM has one action for the bulk call and the single one.
    const needed = batch.calls.map(
      ({ operation }) => `batch:${operation.replace('TerminateJobs', 'TerminateJob')}`,
    );
    assert.deepEqual(new Set([...needed, 'batch:TagResource']), actions);
  });

  it('describes definitions, active or not, and queues by name', async () => {
    batch.define('train', { status: 'INACTIVE' });
    const definitions = await live.definitions(
      ['train:2', request.jobDefinition, 'none:1'],
      signal,
    );
    assert.deepEqual(definitions.map(({ revision, status }) => [revision, status]).sort(), [
      [1, 'ACTIVE'],
      [2, 'INACTIVE'],
    ]);
    const queues = await live.queues(['fast', 'none'], signal);
    assert.deepEqual(
      queues.map(({ jobQueueName }) => jobQueueName),
      ['fast'],
    );
  });

  it('shows the statement that allows describing definitions', async () => {
    batch.denied.add('DescribeJobDefinitions');
    const { code, snippet = '' } = await failure(() => live.definitions(['train:1'], signal));
    assert.equal(code, 'batch.denied');
    assert.match(snippet, /batch:DescribeJobDefinitions/);
  });
});
