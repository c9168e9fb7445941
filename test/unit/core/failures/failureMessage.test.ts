import assert from 'node:assert/strict';
import { failureMessage, filterOfFailures } from '../../../../src/core/failures/failureMessage';
import type { NewFailure } from '../../../../src/core/failures/newFailureDetector';
import { parseSearch } from '../../../../src/core/filter/searchSyntax';

const failure = (index: number, over: Partial<NewFailure> = {}): NewFailure => ({
  jobId: `job-${index}`,
  jobName: `name-${index}`,
  time: 1_000 * index,
  ...over,
});
const failures = (count: number): NewFailure[] =>
  Array.from({ length: count }, (_, index) => failure(index + 1));

describe('failureMessage', () => {
  it('names at most two jobs', () => {
    assert.equal(failureMessage(failures(1)), '1 new failure: name-1');
    assert.equal(failureMessage(failures(2)), '2 new failures: name-1 and name-2');
    assert.equal(failureMessage(failures(3)), '3 new failures: name-1, name-2, and 1 more');
    assert.equal(
      failureMessage(failures(1_234)),
      '1,234 new failures: name-1, name-2, and 1,232 more',
    );
  });

  it('starts by identifying failures of sample data', () => {
    assert.equal(failureMessage(failures(1), true), 'Sample data: 1 new failure: name-1');
  });

  it('names a job without a name by its ID', () => {
    assert.equal(failureMessage([failure(1, { jobName: ' ' })]), '1 new failure: job-1');
  });

  it('shortens long names, and contains no line breaks or links from them', () => {
    assert.equal(
      failureMessage([failure(1, { jobName: 'x'.repeat(10_000) })]),
      `1 new failure: ${'x'.repeat(59)}…`,
    );
    assert.equal(
      failureMessage([failure(1, { jobName: 'a\nb [c](command:d.e)' })]),
      '1 new failure: a b [c] (command:d.e)',
    );
  });
});

describe('filterOfFailures', () => {
  it('searches for few jobs by their IDs, whatever these contain', () => {
    const { statuses, text, time } = filterOfFailures(
      [failure(1), failure(2, { jobId: 'a,b c:3' })],
      'type:x',
    );
    assert.deepEqual([statuses, time], [['FAILED'], undefined]);
    const { terms, problems } = parseSearch(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(terms, [{ negated: false, name: 'jobid', values: ['job-1', 'a,b c:3'] }]);
  });

  it('searches for many by the time they failed and the search that found them', () => {
    const { statuses, text, time } = filterOfFailures(failures(11), 'type:x');
    assert.deepEqual(statuses, ['FAILED']);
    assert.equal(text, 'type:x');
    assert.deepEqual(time, { kind: 'between', from: 1_000, to: 11_001 });
  });

  it('searches in the same way for IDs that no search can contain', () => {
    const quoted = filterOfFailures([failure(1, { jobId: 'a"b' })], '');
    assert.deepEqual(quoted.time, { kind: 'between', from: 1_000, to: 1_001 });
    const long = filterOfFailures([failure(1, { jobId: 'x'.repeat(2_000) })], '');
    assert.equal(long.text, '');
  });

  it('matches all failures if one has no readable time', () => {
    const some = [...failures(11), failure(12, { time: undefined })];
    assert.equal(filterOfFailures(some, '').time, undefined);
  });
});
