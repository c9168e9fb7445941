import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import type { JsonObject } from '../../../../src/core/base/json';
import { readRetrySources } from '../../../../src/data/batch/retrySources';
import {
  enabledQueue,
  finishedJob,
  trainDefinition,
  withoutUndefined,
} from '../../../support/builders/retries';

const definition = withoutUndefined(trainDefinition) as JsonObject;

/** AWS Batch with these descriptions, which counts calls. */
class Described {
  calls = 0;
  jobs: JsonObject[] = [];
  definitionList: JsonObject[] = [definition];
  denied = false;

  describe = (jobIds: readonly string[]): Promise<readonly JsonObject[]> => {
    this.calls++;
    return Promise.resolve(this.jobs.filter(({ jobId }) => jobIds.includes(jobId as string)));
  };
  definitions = (): Promise<readonly JsonObject[]> => {
    this.calls++;
    return this.denied
      ? Promise.reject(new UserError('batch.denied', 'no', ''))
      : Promise.resolve(this.definitionList);
  };
  queues = (): Promise<readonly JsonObject[]> => {
    this.calls++;
    return Promise.resolve([enabledQueue]);
  };
}

describe('readRetrySources', () => {
  const { signal } = new AbortController();
  const storedEvent = (): Promise<undefined> => Promise.resolve(undefined);
  let batch: Described;

  beforeEach(() => {
    batch = new Described();
  });

  const read = async (jobIds: readonly string[], options: object = {}) =>
    readRetrySources(batch, jobIds, { storedEvent, ...options }, signal);

  it('reads the sources of many jobs with few calls', async () => {
    batch.jobs = Array.from({ length: 50 }, (_, index) => ({
      ...finishedJob({ dependsOn: [{ jobId: 'j0' }] }),
      jobId: `j${index}`,
    }));
    const sources = await read(batch.jobs.map(({ jobId }) => jobId as string));
    assert.equal(batch.calls, 4);
    assert.equal(sources.size, 50);
    const read7 = sources.get('j7');
    assert(read7?.ok);
    assert.deepEqual(read7.source, {
      job: batch.jobs[7],
      isStored: false,
      definition,
      queue: enabledQueue,
      dependencies: new Map([['j0', 'FAILED']]),
    });
  });

  it('finds the definition of another revision, and of another queue by its name', async () => {
    batch.jobs = [{ ...finishedJob(), jobId: 'a' }];
    const jobDefinitionArn = trainDefinition.jobDefinitionArn?.replace(/3$/, '4');
    const newer = { ...definition, jobDefinitionArn };
    batch.definitionList.push(newer);
    const changes = { definitionRevision: 4, jobQueue: 'train-queue' };
    const one = (await read(['a'], { changes })).get('a');
    assert(one?.ok);
    assert.deepEqual(
      [one.source.definition, one.source.newDefinition, one.source.queue],
      [definition, newer, enabledQueue],
    );
  });

  it('says which definition and queue are missing, and which AWS denies', async () => {
    batch.jobs = [{ ...finishedJob(), jobId: 'a' }];
    batch.definitionList = [];
    const changes = { jobQueue: 'none' };
    const missing = (await read(['a'], { changes })).get('a');
    assert(missing?.ok);
    assert.deepEqual([missing.source.definition, missing.source.queue], ['missing', 'missing']);
    batch.denied = true;
    const denied = (await read(['a'])).get('a');
    assert(denied?.ok);
    assert.equal(denied.source.definition, 'denied');
  });

  it('takes a deleted job from its event, or says why it cannot', async () => {
    const detail = finishedJob();
    const sources = await read(['a', 'b'], {
      storedEvent: (jobId: string) =>
        Promise.resolve(jobId === 'a' ? JSON.stringify({ detail }) : undefined),
    });
    const [stored, unknown] = [sources.get('a'), sources.get('b')];
    assert(stored?.ok);
    assert.deepEqual([stored.source.job, stored.source.isStored], [detail, true]);
    assert(unknown && !unknown.ok);
    assert.match(unknown.reason, /No event of it is stored/);
  });
});
