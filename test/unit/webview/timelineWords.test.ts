import assert from 'node:assert/strict';
import { timelineOf, type AttemptTimes, type JobTimes } from '../../../src/core/job/timeline';
import { timelineWords } from '../../../webview/view/details/timeline';

const minute = 60_000;
const now = 100 * minute;

const words = (job: JobTimes, attempts: readonly AttemptTimes[] = []): string => {
  const { spans, neverRan } = timelineOf(job, attempts, now);
  return timelineWords(spans, neverRan);
};

describe('the words of a timeline', () => {
  const times = { createdAt: 10 * minute, startedAt: 20 * minute, stoppedAt: 50 * minute };

  it('show how long a job waited and ran', () => {
    assert.equal(words({ status: 'SUCCEEDED', ...times }), 'Waited 10 min · ran 30 min');
    assert.equal(
      words({ status: 'RUNNING', ...times, stoppedAt: undefined }),
      'Waited 10 min · running 1 h 20 min so far',
    );
  });

  it('show that a failed job never ran, if there is no evidence of a run', () => {
    const failed = { status: 'FAILED', createdAt: 10 * minute, stoppedAt: 50 * minute };
    assert.equal(words(failed), 'Waited 40 min · never ran');
    assert.equal(words(failed, [{ stoppedAt: 50 * minute }]), 'Waited 40 min · never ran');
    assert.equal(words({ ...failed, ran: true }), 'Took 40 min');
    assert.equal(words(failed, [{ stoppedAt: 50 * minute, ran: true }]), 'Took 40 min');
    assert.equal(words(failed, [{}]), 'Took 40 min', 'an attempt without times may have run');
  });

  it('never show this for a job that succeeded', () => {
    const succeeded = { status: 'SUCCEEDED', createdAt: 10 * minute, stoppedAt: 50 * minute };
    assert.equal(words(succeeded), 'Took 40 min');
    assert.equal(words(succeeded, [{ stoppedAt: 50 * minute }]), 'Took 40 min');
    assert.equal(words(succeeded, [{}]), 'Took 40 min');
    assert.equal(
      words(succeeded, [{ stoppedAt: 20 * minute }, { stoppedAt: 50 * minute }]),
      'Waited 10 min · took 30 min',
    );
    const contradicting = { ...times, stoppedAt: 15 * minute };
    assert.equal(words({ status: 'SUCCEEDED', ...contradicting }), 'Waited 10 min');
  });

  it('count from creation to end for the parent of an array job, whose children run', () => {
    const parent = { createdAt: 10 * minute, isArrayParent: true };
    assert.equal(words({ ...parent, status: 'PENDING' }), '1 h 30 min so far');
    const end = 50 * minute;
    assert.equal(words({ ...parent, status: 'SUCCEEDED', stoppedAt: end }), 'Took 40 min');
    assert.equal(words({ ...parent, status: 'FAILED', since: end }), 'Took 40 min');
    assert.equal(words({ ...parent, status: 'FAILED' }), '');
  });

  it('are empty if nothing is known', () => {
    assert.equal(words({ status: 'FAILED' }), '');
    assert.equal(words({ status: 'SUCCEEDED' }, [{}]), '');
  });
});
