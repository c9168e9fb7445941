import assert from 'node:assert/strict';
import { newestFirst } from '../../../../src/core/filter/columns';
import { noFilter, type JobQuerySpec } from '../../../../src/core/filter/jobFilter';
import { TypedQuery } from '../../../../src/ui/dashboard/typedQuery';

describe('TypedQuery', () => {
  const parsed: JobQuerySpec = { filter: { ...noFilter, regions: ['r'] }, sort: newestFirst };
  let active: JobQuerySpec | undefined;
  let typed: TypedQuery;

  beforeEach(() => {
    active = parsed;
    typed = new TypedQuery(() => active);
  });

  it('is the query of the page while the search has no error', () => {
    assert.equal(typed.spec, parsed);
    assert.equal(typed.refusal, undefined);
    active = undefined;
    assert.equal(typed.spec, undefined);
  });

  it('has the whole text of a search with an error, and the rest of the filter', () => {
    typed.invalidSearch = 'regoin:eu';
    assert.deepEqual(typed.spec, { ...parsed, filter: { ...parsed.filter, text: 'regoin:eu' } });
    assert.equal(typed.refusal?.code, 'search.invalid');
    typed.invalidSearch = undefined;
    assert.equal(typed.refusal, undefined);
  });

  it('is refused for an error in the query itself, as of a link, but not without a query', () => {
    active = { ...parsed, filter: { ...noFilter, text: 'regoin:eu' } };
    assert.equal(typed.refusal?.code, 'search.invalid');
    active = undefined;
    typed.invalidSearch = 'regoin:eu';
    assert.equal(typed.refusal, undefined);
  });
});
