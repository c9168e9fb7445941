import assert from 'node:assert/strict';
import {
  firstPage,
  lastPage,
  neighborPage,
  searchPage,
} from '../../../../src/core/logs/logRequests';

const stream = { group: '/aws/batch/job', stream: 'train/default/1' };
const names = { logGroupName: '/aws/batch/job', logStreamName: 'train/default/1' };

describe('requests for log entries', () => {
  it('ask for the last entries, the first, and those beside a page', () => {
    assert.deepEqual(lastPage(stream, 1000), { ...names, limit: 1000, startFromHead: false });
    assert.deepEqual(firstPage(stream), { ...names, limit: 10_000, startFromHead: true });
    assert.deepEqual(neighborPage(stream, 'f/3', 'forward'), {
      ...names,
      limit: 10_000,
      startFromHead: true,
      nextToken: 'f/3',
    });
  });

  it('search for a text as it is, whatever filter patterns mean by it', () => {
    const { filterPattern } = searchPage('/aws/batch/job', ['a'], '[a="b\\c", ?ERROR]');
    assert.equal(filterPattern, '"[a=\\"b\\\\c\\", ?ERROR]"');
  });

  it('search at most 100 streams at a time', () => {
    const streams = Array.from({ length: 150 }, (_, index) => `s${index}`);
    const request = searchPage('/aws/batch/job', streams, 'x', 'more');
    assert.equal(request.logStreamNames.length, 100);
    assert.equal(request.nextToken, 'more');
  });
});
