import assert from 'node:assert/strict';
import { JobStore } from '../../../../src/core/store/jobStore';
import { SearchCache, type OpenSearch } from '../../../../src/core/query/searchCache';
import type { JobColumns } from '../../../../src/core/store/jobColumns';
import { RowTaskTypes } from '../../../../src/core/store/rowTaskTypes';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { rowSearch } from '../../../../src/core/query/rowSearch';
import type { Job } from '../../../../src/core/job/job';
import { chunkOf, firstOfChunk, rowsPerChunk } from '../../../../src/core/store/columns/chunks';
import { Random } from '../../../../src/sample/random';
import { aJob } from '../../../support/builders/builders';

function allHits(search: OpenSearch, rows: JobColumns): number[] {
  return Array.from({ length: chunkOf(rows.length) + 1 }, (_, chunk) =>
    Array.from(search.hits(chunk)).flatMap((hit, index) =>
      hit === 1 ? [firstOfChunk(chunk) + index] : [],
    ),
  ).flat();
}

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

  const testOf = (text: string, now = 0): ((row: number) => boolean) => {
    const search = searches.open(text, now);
    return row => search?.matches(row) !== false;
  };
  const found = (text: string, now = 0): string => [0, 1, 2].filter(testOf(text, now)).join('');

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
    const test = testOf('name:al', 0);
    store.apply([aJob({ jobId: '1', jobName: 'beta', updatedAt: 5 })]);
    assert.equal(found('name:al'), '0');
    assert.equal(found('name:alt'), '');
    store.apply([aJob({ jobId: '2', jobName: 'also', updatedAt: 5 })]);
    assert.deepEqual([0, 1, 2].filter(test), [0, 2]);
    assert.equal(found('name:alp'), '0');
  });

  it('tests a job alone without those of its chunk', () => {
    const alone = (text: string): number[] =>
      [0, 1, 2].filter(row => searches.open(text, 0)?.matchesAlone(row));
    const [first] = alone('name:al');
    assert.deepEqual([first, looks], [0, 3]);
    assert.equal(found('name:al'), '01');
    looks = 0;
    assert.deepEqual(alone('name:al'), [0, 1]);
    assert.equal(looks, 0);
    assert.deepEqual(alone('name:alp'), [0]);
    assert.equal(looks, 2, 'what does not match the wider search is known');
    store.apply([aJob({ jobId: '2', jobName: 'also', updatedAt: 5 })]);
    assert.deepEqual(alone('name:al'), [0, 1, 2]);
    const search = searches.open('name:al', 0);
    searches.dispose();
    store.apply([aJob({ jobId: '2', jobName: 'beta', updatedAt: 6 })]);
    assert.deepEqual(
      [0, 1, 2].filter(row => search?.matchesAlone(row)),
      [0, 1],
    );
  });

  it('keeps searches that depend on the time separate', () => {
    store.apply([aJob({ jobId: '3', timestamp: '2026-01-01T00:00:00Z' })]);
    const time = Date.parse('2026-01-01T00:00:00Z');
    assert(testOf('age:<1h', time + 60_000)(3));
    assert(!testOf('age:<1h', time + 7_200_000)(3));
  });

  it('keeps no results that are no longer updated', () => {
    const test = testOf('name:al', 0);
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
    const test = testOf('name:al', 0);
    assert.deepEqual([0, 1, 2].filter(test), [0, 1]);
    for (let other = 0; other < 20; other++) {
      found(`name:x${other}`);
    }
    store.apply([aJob({ jobId: '1', jobName: 'beta', updatedAt: 5 })]);
    assert.deepEqual([0, 1, 2].filter(test), [0]);
  });

  it('finds the same chunk by chunk when it was evicted', () => {
    const search = searches.open('name:al', 0);
    assert(search);
    for (let other = 0; other < 20; other++) {
      found(`name:x${other}`);
    }
    store.apply([aJob({ jobId: '1', jobName: 'beta', updatedAt: 5 })]);
    assert.deepEqual(allHits(search, store.rows), [0]);
  });

  it('finds in whole chunks what a test of each job finds, through random changes', () => {
    const random = Random.of(11, 5);
    const oneOf = <T>(values: readonly T[]): T => values[random.integer(0, values.length - 1)] as T;
    const parts = ['ab', 'Ab', 'ba', 'a', 'x', 'é', '', '-', '.*'];
    const text = (): string => `${oneOf(parts)}${oneOf(parts)}${oneOf(parts)}`;
    const id = '4c7599ae-0a82-49aa-ba5a-4727fcce14';
    const someJob = (index: number): Job =>
      aJob({
        jobId: `${id}${String(index % 100).padStart(2, '0')}:${index}`,
        jobName: text(),
        status: oneOf(['FAILED', 'RUNNING', 'SUCCEEDED']),
        statusReason: oneOf([text(), 'Host EC2 terminated', '']),
        reason: oneOf([undefined, text(), 'OutOfMemoryError']),
        mediaId: oneOf([undefined, text()]),
        taskId: oneOf([undefined, text()]),
        exitCode: oneOf([undefined, 0, 137]),
        updatedAt: random.integer(0, 1e9),
      });
    const count = 2 * rowsPerChunk + 700;
    store.clear();
    store.apply(Array.from({ length: count }, (_, index) => someJob(index)));
    const { rows } = store;
    const taskTypes = new RowTaskTypes(rows, new TaskTypes([]).of);
    const texts = [
      ...['a', 'ab', 'aba', 'b', '-ab', 'AB', 'É', '.*', 'ab x', 'status:failed ab', 'ab -x'],
      ...[
        'name:ab,x',
        'media:ab',
        'task:ba',
        'reason:memory,host',
        '-reason:"host ec2"',
        'exit:137',
      ],
      ...[
        `id:${id}07:7`,
        `id:${id}1`,
        `jobid:${id}07:7`,
        'mediaid:ab,abab',
        '-mediaid:ab',
        'memory',
      ],
    ];
    for (let round = 0; round < 3; round++) {
      for (const search of texts) {
        const opened = searches.open(search, 0);
        assert(opened);
        const naive = rowSearch(rows, taskTypes, search, 0);
        const isMatch = Array.from({ length: rows.length }, (_, row) => naive.matches(row));
        // The first chunk is known by rows before it is asked for as a whole.
        for (let row = 0; row < rowsPerChunk; row++) {
          if (rows.has(row) && opened.matches(row) !== isMatch[row]) {
            assert.fail(`${search}: ${JSON.stringify(rows.read(row))}`);
          }
        }
        assert.deepEqual(
          allHits(opened, rows),
          isMatch.flatMap((is, row) => (is && rows.has(row) ? [row] : [])),
        );
        const changed = Array.from({ length: 60 }, () => random.integer(0, count + 500));
        store.apply(
          changed.map(index => ({ ...someJob(index), updatedAt: 2e9 + random.integer(0, 1e9) })),
        );
      }
      const mark = store.mark();
      store.apply([...store.jobs()].filter(() => random.chance(0.9)));
      store.removeUnseen(mark);
    }
  });
});
