import assert from 'node:assert/strict';
import { JobStore } from '../../../../src/core/store/jobStore';
import { SearchCache } from '../../../../src/core/query/searchCache';
import { RowTaskTypes } from '../../../../src/core/store/rowTaskTypes';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { aJob } from '../../../support/builders/builders';

describe('SearchCache', () => {
  let store: JobStore;
  let searches: SearchCache;
  /** How often the name of a job was looked at. */
  let looks: number;

  beforeEach(() => {
    store = new JobStore();
    searches = new SearchCache(store, new RowTaskTypes(store.rows, new TaskTypes([]).of));
    store.apply([
      aJob({ jobId: '0', jobName: 'alpha' }),
      aJob({ jobId: '1', jobName: 'altar' }),
      aJob({ jobId: '2', jobName: 'gamma' }),
    ]);
    looks = 0;
    const { jobName } = store.rows.fields;
    const get = jobName.get.bind(jobName);
    jobName.get = row => {
      looks++;
      return get(row);
    };
  });

  const found = (text: string, now = 0): string => {
    const test = searches.test(text, now);
    return [0, 1, 2].filter(test).join('');
  };

  it('checks no job for a repeated search', () => {
    assert.equal(found('name:al'), '01');
    looks = 0;
    assert.equal(found('name:al'), '01');
    assert.equal(looks, 0);
  });

  it('checks only the previous matches when a letter is added', () => {
    assert.equal(found('name:al'), '01');
    looks = 0;
    assert.equal(found('name:alp'), '0');
    assert.equal(looks, 2);
  });

  it('checks only the previous non-matches when a letter is removed', () => {
    assert.equal(found('name:alp'), '0');
    looks = 0;
    assert.equal(found('name:al'), '01');
    assert.equal(looks, 2);
  });

  it('checks a job again when it has changed', () => {
    assert.equal(found('name:al'), '01');
    const test = searches.test('name:al', 0);
    store.apply([aJob({ jobId: '1', jobName: 'beta', updatedAt: 5 })]);
    assert.equal(found('name:al'), '0');
    assert.equal(found('name:alt'), '');
    store.apply([aJob({ jobId: '2', jobName: 'also', updatedAt: 5 })]);
    assert.deepEqual([0, 1, 2].filter(test), [0, 2]);
    assert.equal(found('name:alp'), '0');
  });

  it('keeps searches that depend on the time separate', () => {
    store.apply([aJob({ jobId: '3', timestamp: '2026-01-01T00:00:00Z' })]);
    const time = Date.parse('2026-01-01T00:00:00Z');
    assert(searches.test('age:<1h', time + 60_000)(3));
    assert(!searches.test('age:<1h', time + 7_200_000)(3));
  });

  it('keeps no results that are no longer updated', () => {
    const test = searches.test('name:al', 0);
    for (let other = 0; other < 8; other++) {
      found(`name:x${other}`);
    }
    assert.deepEqual([0, 1, 2].filter(test), [0, 1]);
    store.apply([aJob({ jobId: '0', jobName: 'beta', updatedAt: 5 })]);
    assert.deepEqual([0, 1, 2].filter(test), [1]);
    looks = 0;
    found('name:x7');
    assert.equal(looks, 1, 'only the job that has changed');
    looks = 0;
    found('name:al');
    assert.equal(looks, 3, 'it was forgotten');
  });

  it('is cleared when it is disposed', () => {
    assert.equal(found('name:al'), '01');
    searches.dispose();
    looks = 0;
    assert.equal(found('name:al'), '01');
    assert.equal(looks, 3);
  });

  it('matches all for an empty search, and checks none', () => {
    assert.equal(found(''), '012');
    assert.equal(looks, 0);
  });

  it('evicts the oldest, and still responds correctly', () => {
    const test = searches.test('name:al', 0);
    assert.deepEqual([0, 1, 2].filter(test), [0, 1]);
    for (let other = 0; other < 20; other++) {
      found(`name:x${other}`);
    }
    store.apply([aJob({ jobId: '1', jobName: 'beta', updatedAt: 5 })]);
    assert.deepEqual([0, 1, 2].filter(test), [0]);
  });
});
