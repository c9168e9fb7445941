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
  it('names two jobs at most', () => {
    assert.equal(failureMessage(failures(1)), '1 new failure: name-1');
    assert.equal(failureMessage(failures(2)), '2 new failures: name-1 and name-2');
    assert.equal(failureMessage(failures(3)), '3 new failures: name-1, name-2, and 1 more');
    assert.equal(
      failureMessage(failures(1_234)),
      '1,234 new failures: name-1, name-2, and 1,232 more',
    );
  });

  it('says first that failures of the sample are of it', () => {
    assert.equal(failureMessage(failures(1), true), 'Sample data: 1 new failure: name-1');
  });

  it('names a job without a name by its id', () => {
    assert.equal(failureMessage([failure(1, { jobName: ' ' })]), '1 new failure: job-1');
  });

  it('cuts long names, and makes neither lines nor links of them', () => {
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
  it('asks for few jobs by their ids, whatever these hold', () => {
    const { statuses, text, time } = filterOfFailures(
      [failure(1), failure(2, { jobId: 'a,b c:3' })],
      'type:x',
    );
    assert.deepEqual([statuses, time], [['FAILED'], undefined]);
    const { terms, problems } = parseSearch(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(terms, [{ negated: false, name: 'id', values: ['job-1', 'a,b c:3'] }]);
  });

  it('asks for many by the time they failed and the search that found them', () => {
    const { statuses, text, time } = filterOfFailures(failures(11), 'type:x');
    assert.deepEqual(statuses, ['FAILED']);
    assert.equal(text, 'type:x');
    assert.deepEqual(time, { kind: 'between', from: 1_000, to: 11_001 });
  });

  it('asks for ids that no search can hold in the same way', () => {
    const quoted = filterOfFailures([failure(1, { jobId: 'a"b' })], '');
    assert.deepEqual(quoted.time, { kind: 'between', from: 1_000, to: 1_001 });
    const long = filterOfFailures([failure(1, { jobId: 'x'.repeat(2_000) })], '');
    assert.equal(long.text, '');
  });

  it('takes all failures where one has no readable time', () => {
    const some = [...failures(11), failure(12, { time: undefined })];
    assert.equal(filterOfFailures(some, '').time, undefined);
  });
});
