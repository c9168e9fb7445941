import assert from 'node:assert/strict';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { parseSearch } from '../../../../src/core/filter/searchSyntax';
import {
  filterText,
  jobIdTerm,
  mediaTerm,
  searchTerm,
} from '../../../../src/core/filter/formatFilter';
import {
  maxTreeSearch,
  searchProblem,
  searchRefusal,
} from '../../../../src/core/filter/searchLimits';

describe('searchTerm', () => {
  it('matches exactly the given text', () => {
    for (const text of ['m1', 'a b', 'a,b', '-x', 'is:stuck', 'é:"', "it's"]) {
      const { terms, problems } = parseSearch(searchTerm('media', text));
      assert.deepEqual(problems, []);
      const values = [text.replaceAll('"', '')];
      assert.deepEqual(terms, [{ negated: false, name: 'media', values }]);
    }
  });

  it('uses the longest part without a quote, and the beginning of a very long text', () => {
    assert.equal(searchTerm('media', 'ab"cde"f'), 'media:"cde"');
    assert.equal(searchTerm('media', 'x'.repeat(5_000)), `media:"${'x'.repeat(300)}"`);
  });
});

describe('mediaTerm', () => {
  it('matches the full media ID, or a part of one that cannot be written', () => {
    assert.equal(mediaTerm('m 1'), 'mediaid:"m 1"');
    assert.equal(mediaTerm('ab"cde'), 'media:"cde"');
    assert.equal(mediaTerm('x'.repeat(301)), `media:"${'x'.repeat(300)}"`);
  });
});

describe('jobIdTerm', () => {
  it('matches the full job ID, or a part of one that cannot be written', () => {
    assert.equal(jobIdTerm('4c6e:1'), 'jobid:"4c6e:1"');
    assert.equal(jobIdTerm('ab"cde'), 'id:"cde"');
  });
});

describe('filterText', () => {
  it('writes a filter in the search syntax', () => {
    const filter = {
      ...noFilter,
      statuses: ['FAILED', 'RUNNING'],
      taskTypes: ['Assembly (Zip Package)'],
      time: { kind: 'last', ms: 5_400_000 } as const,
      text: 'timeout',
    };
    const text = filterText(filter);
    assert.equal(text, 'status:FAILED,RUNNING type:"Assembly (Zip Package)" age:<1.5h timeout');
    assert.deepEqual(parseSearch(text).problems, []);
    assert.equal(filterText(noFilter), '');
  });

  it('writes both ends of a time range', () => {
    const time = { kind: 'between', from: 0, to: 60_000 } as const;
    assert.equal(
      filterText({ ...noFilter, time }),
      '1970-01-01T00:00:00.000Z…1970-01-01T00:01:00.000Z',
    );
  });
});

describe('searchRefusal', () => {
  it('rejects a search with any invalid term', () => {
    assert.equal(searchRefusal('status:failed is:stuck'), undefined);
    assert.equal(searchRefusal(''), undefined);
    for (const text of ['stats:failed', 'x is:stukc', 'reason:"open', 'exit:', 'age:5']) {
      assert.equal(searchRefusal(text)?.code, 'search.invalid', text);
    }
  });
});

describe('searchProblem', () => {
  it('explains what is wrong with a search, or that it is too long', () => {
    assert.equal(searchProblem('status:failed is:stuck'), undefined);
    assert.equal(searchProblem(''), undefined);
    assert.match(searchProblem('stats:failed') ?? '', /Did you mean status:/);
    assert.match(searchProblem('x'.repeat(maxTreeSearch + 1)) ?? '', /at most 500 characters/);
  });
});
