import assert from 'node:assert/strict';
import type { Job } from '../../../../src/core/job/job';
import { defaultTaskTypeRules, makeTaskTypeOf } from '../../../../src/core/job/taskType';
import { lastSuccessOf } from '../../../../src/core/query/lastSuccess';
import { JobStore } from '../../../../src/core/store/jobStore';
import { aJob } from '../../../support/builders/builders';

const definition = (name: string): string =>
  `arn:aws:batch:eu-west-1:123456789012:job-definition/${name}`;

const success = (jobId: string, hour: number, facts: Partial<Job> = {}): Job =>
  aJob({ jobId, status: 'SUCCEEDED', timestamp: `2026-11-23T${hour}:00:00Z`, ...facts });

const failed = aJob({ jobId: 'failed', status: 'FAILED', timestamp: '2026-11-23T12:00:00Z' });

function lastSuccess(jobs: readonly Job[], jobId = 'failed'): string | undefined {
  const store = new JobStore();
  store.apply(jobs);
  return lastSuccessOf(jobId, store, makeTaskTypeOf(defaultTaskTypeRules));
}

describe('lastSuccessOf', () => {
  it('is the newest success of the same definition, whatever its revision', () =>
    assert.equal(
      lastSuccess([
        failed,
        success('older', 10, { jobDefinition: definition('storage-pre-v2:129') }),
        success('newer', 11, { jobDefinition: definition('storage-pre-v2:128') }),
        success('oldest', 10),
      ]),
      'newer',
    ));

  it('is of the same task type', () =>
    assert.equal(
      lastSuccess([
        failed,
        success('other-type', 11, {
          jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/assembly',
        }),
        success('same-type', 10),
      ]),
      'same-type',
    ));

  it('is never of another definition, a job that has not succeeded, or the job itself', () => {
    const others = [
      success('other', 11, { jobDefinition: definition('storage-pre-v20:129') }),
      aJob({ jobId: 'running', status: 'RUNNING' }),
    ];
    assert.equal(lastSuccess([failed, ...others]), undefined);
    assert.equal(lastSuccess([success('failed', 10), ...others]), undefined);
    assert.equal(lastSuccess(others), undefined);
  });

  it('compares parents of array jobs with parents only', () => {
    const jobs = [
      failed,
      success('single', 9),
      success('parent', 10, { arraySize: 2 }),
      aJob({ jobId: 'failed-parent', status: 'FAILED', arraySize: 2 }),
    ];
    assert.equal(lastSuccess(jobs), 'single');
    assert.equal(lastSuccess(jobs, 'failed-parent'), 'parent');
  });
});
