import assert from 'node:assert/strict';
import type { Job } from '../../../../src/core/job/job';
import { defaultTaskTypeRules, makeTaskTypeOf } from '../../../../src/core/job/taskType';
import { mediaOverview, type MediaOverview } from '../../../../src/core/media/mediaOverview';
import { mediaStory } from '../../../../src/core/media/mediaStory';
import { missingStages } from '../../../../src/core/media/missingStages';
import { JobStore } from '../../../../src/core/store/jobStore';
import { RowTaskTypes } from '../../../../src/core/store/rowTaskTypes';
import { aJob } from '../../../support/builders/builders';

const taskTypeOf = makeTaskTypeOf(defaultTaskTypeRules);

const queues = { Ingest: 'orchestrator-ingest', Text: 'text-recognition', Zip: 'assembly' };

const stageJob = (mediaId: string, stage: keyof typeof queues, facts: Partial<Job> = {}): Job =>
  aJob({
    jobId: `${mediaId}-${stage}`,
    mediaId,
    status: 'SUCCEEDED',
    jobQueue: `arn:aws:batch:eu-west-1:123456789012:job-queue/${queues[stage]}`,
    jobDefinition: 'arn:aws:batch:eu-west-1:123456789012:job-definition/any:1',
    ...facts,
  });

function finish<R>(work: Generator<undefined, R>): R {
  let step = work.next();
  while (step.done !== true) {
    step = work.next();
  }
  return step.value;
}

function storeOf(jobs: readonly Job[]): JobStore {
  const store = new JobStore();
  store.apply(jobs);
  return store;
}

const overviewOf = (jobs: readonly Job[]): MediaOverview => {
  const { rows } = storeOf(jobs);
  return finish(mediaOverview(rows, new RowTaskTypes(rows, taskTypeOf)));
};

describe('mediaStory', () => {
  it('tells the stages by the time of their first job, and retries after what failed', () => {
    const story = mediaStory(
      [
        stageJob('m', 'Text', { jobId: 'text', createdAt: 3_000 }),
        stageJob('m', 'Ingest', { jobId: 'retry', createdAt: 2_000 }),
        stageJob('m', 'Ingest', { jobId: 'first', createdAt: 1_000, status: 'FAILED' }),
      ],
      taskTypeOf,
    );
    assert.deepEqual(
      story.stages.map(({ taskType, jobs }) => [taskType, jobs.map(({ jobId }) => jobId)]),
      [
        ['Ingest', ['first', 'retry']],
        ['Text Recognition', ['text']],
      ],
    );
    assert.deepEqual([story.total, story.failed, story.hidden], [3, 1, 0]);
  });

  it('leaves the children of an array job to their parent, unless they failed', () => {
    const child = (index: number, status: string): Job =>
      stageJob('m', 'Text', { jobId: `p:${index}`, parentId: 'p', arrayIndex: index, status });
    const { stages, hidden, total } = mediaStory(
      [
        stageJob('m', 'Text', { jobId: 'p', arraySize: 3 }),
        child(0, 'SUCCEEDED'),
        child(1, 'FAILED'),
      ],
      taskTypeOf,
    );
    assert.deepEqual(
      stages.flatMap(({ jobs }) => jobs.map(({ jobId }) => jobId)),
      ['p', 'p:1'],
    );
    assert.deepEqual([total, hidden], [3, 1]);
  });

  it('keeps the newest of very many jobs', () => {
    const jobs = Array.from({ length: 30 }, (_, index) =>
      stageJob('m', 'Ingest', { jobId: `j${index}`, createdAt: index + 1 }),
    );
    const { stages, hidden } = mediaStory(jobs, taskTypeOf, 10);
    assert.equal(stages[0]?.jobs[0]?.jobId, 'j20');
    assert.equal(hidden, 20);
  });
});

describe('missingStages', () => {
  /** `count` media with these stages. */
  const media = (count: number, prefix: string, ...stages: (keyof typeof queues)[]): Job[] =>
    Array.from({ length: count }, (_, index) =>
      stages.map(stage => stageJob(`${prefix}${index}`, stage)),
    ).flat();

  it('are those that at least half of the media with the same stages have', () => {
    const { stageSets } = overviewOf([
      ...media(6, 'full', 'Ingest', 'Text'),
      ...media(2, 'zipped', 'Ingest', 'Text', 'Zip'),
      ...media(2, 'other', 'Zip'),
      ...media(1, 'own', 'Ingest'),
    ]);
    assert.deepEqual(missingStages(new Set(['Ingest']), stageSets), [
      { taskType: 'Text Recognition', having: 8, comparable: 8 },
    ]);
  });

  it('are unknown with fewer than five comparable media, of which it is none itself', () => {
    const sets = overviewOf([
      ...media(4, 'full', 'Ingest', 'Text'),
      ...media(1, 'own', 'Ingest'),
    ]).stageSets;
    assert.deepEqual(missingStages(new Set(['Ingest']), sets), []);
    assert.deepEqual(missingStages(new Set(), sets), []);
  });

  it('are none where a media item has all stages of the others', () => {
    const { stageSets } = overviewOf(media(9, 'full', 'Ingest', 'Text'));
    assert.deepEqual(missingStages(new Set(['Ingest', 'Text Recognition']), stageSets), []);
  });
});

describe('mediaOverview', () => {
  const at = (hour: number): string => `2026-11-23T${hour}:00:00Z`;
  const overview = overviewOf([
    stageJob('65f1ABC', 'Ingest', { timestamp: at(10) }),
    stageJob('65f1ABC', 'Text', { timestamp: at(12), status: 'FAILED' }),
    stageJob('77aa', 'Ingest', { timestamp: at(11) }),
    stageJob('88bb', 'Ingest', { timestamp: 'damaged' }),
    aJob({ jobId: 'none' }),
  ]);

  it('counts the jobs and failures of each media item, the newest first', () => {
    const found = overview.search('', 10);
    assert.deepEqual(
      found.map(({ mediaId, jobs, failed }) => [mediaId, jobs, failed]),
      [
        ['65f1ABC', 2, 1],
        ['77aa', 1, 0],
        ['88bb', 1, 0],
      ],
    );
    assert.equal(found[0]?.newest, Date.parse(at(12)));
    assert.equal(overview.size, 3);
  });

  it('is searched by part of the ID, regardless of case, up to a maximum', () => {
    const idsOf = (text: string, max = 10): readonly string[] =>
      overview.search(text, max).map(({ mediaId }) => mediaId);
    assert.deepEqual(idsOf(' F1abc '), ['65f1ABC']);
    assert.deepEqual(idsOf('zz'), []);
    assert.deepEqual(idsOf('', 1), ['65f1ABC']);
  });
});
