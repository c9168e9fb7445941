import assert from 'node:assert/strict';
import path from 'node:path';
import { retryRequest } from '../../../../src/core/actions/retry/retryRequest';
import type { SubmitRequest } from '../../../../src/core/actions/retry/submitRequest';
import { objectIn, objectsIn, type JsonObject } from '../../../../src/core/base/json';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { CallRate } from '../../../../src/data/batch/callRate';
import { LiveBatch } from '../../../../src/data/batch/liveBatch';
import { readRetrySources } from '../../../../src/data/batch/retrySources';
import { MotoBatch } from '../../../support/emulators/aws/motoBatch';

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

/** What boto3 reads of a job, without what differs from run to run. */
function comparable(job: JsonObject): JsonObject {
  const { jobName, jobQueue, jobDefinition, parameters, tags, timeout, dependsOn } = job;
  const { command, environment, vcpus, memory } = objectIn(job['container']);
  return {
    ...{ jobName, jobQueue, jobDefinition, parameters, tags, timeout, dependsOn },
    ...{ command, vcpus, memory },
    environment: objectsIn(environment)
      .map(({ name, value }) => `${String(name)}=${String(value)}`)
      .filter(variable => !variable.startsWith('AWS_BATCH'))
      .sort(),
    size: objectIn(job['arrayProperties'])['size'],
    eksProperties: job['eksProperties'],
    nodeProperties: job['nodeProperties'],
  };
}

describe('Retries as moto emulates them, read back by boto3', () => {
  const { signal } = new AbortController();
  let moto: MotoBatch | undefined;
  let live: LiveBatch;
  let made: Readonly<Record<string, string>>;

  before(async function () {
    moto = (await MotoBatch.start()) ?? this.skip();
    await moto.skipContainers();
    made = (await moto.make(script('makeRetries'), connection.region)) as typeof made;
    live = new LiveBatch(new BatchClient(connection), new CallRate(undefined, 5));
  });

  after(async () => {
    live?.close();
    await moto?.stop();
  });

  const script = (name: string): string => path.join(__dirname, `${name}.py`);

  const describedByBoto3 = async (...jobIds: readonly string[]): Promise<readonly JsonObject[]> =>
    objectsIn(await moto?.make(script('describeJobs'), connection.region, ...jobIds));

  async function requestFor(kind: string): Promise<SubmitRequest> {
    const jobId = made[kind] ?? '';
    const storedEvent = () => Promise.resolve(undefined);
    const sources = await readRetrySources(live, [jobId], { storedEvent }, signal);
    const read = sources.get(jobId);
    assert(read?.ok);
    const retry = retryRequest(read.source);
    assert(retry.ok);
    return retry.request;
  }

  const kinds = ['as defined', 'single container', 'array', 'pod', 'nodes'];

  for (const kind of kinds) {
    it(`equal the original: ${kind}`, async () => {
      const { jobId } = await live.submit(await requestFor(kind), signal);
      const [original, retried] = await describedByBoto3(made[kind] ?? '', jobId);
      assert(original && retried);
      assert.notEqual(retried['jobId'], original['jobId']);
      assert.deepEqual(comparable(retried), comparable(original));
    });
  }

  it('override nothing where the original did not', async () => {
    assert.deepEqual(Object.keys(await requestFor('as defined')).sort(), [
      'jobDefinition',
      'jobName',
      'jobQueue',
    ]);
  });

  it('are found by their name', async () => {
    const since = Date.now();
    const request = await requestFor('single container');
    const { jobId } = await live.submit(request, signal);
    const { jobQueue: queue, jobName: name } = request;
    const found = await live.findSubmitted({ queue, name, since }, signal);
    assert(found.some(job => job.jobId === jobId));
    assert(!found.some(job => job.jobId === made['single container']));
  });

  it('are terminated one by one, because moto has no bulk call', async () => {
    await moto?.holdJobs();
    const { jobId } = await live.submit(await requestFor('as defined'), signal);
    const forgotten = 'e13b29a0-3b61-403e-b750-e1d954fc6b13';
    const outcomes = await live.terminate([jobId, forgotten], 'ada: wrong input', signal);
    assert.deepEqual(
      [...outcomes.values()].map(({ kind }) => kind),
      ['done', 'done'],
    );
    const [job] = await describedByBoto3(jobId);
    assert.equal(job?.['statusReason'], 'ada: wrong input');
  });
});
