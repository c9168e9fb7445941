import assert from 'node:assert/strict';
import { linkOf, viewOfLink } from '../../../../src/core/filter/dashboardLink';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import { parseSearch } from '../../../../src/core/filter/searchSyntax';
import { searchTerm } from '../../../../src/core/filter/formatFilter';

describe('the search for one job', () => {
  it('searches for its ID, whatever characters it has, also through a link', () => {
    for (const jobId of ['a-1', 'uuid:3', 'uuid#0', 'a b,c', '-x', 'é&=%2e']) {
      const text = searchTerm('id', jobId);
      const link = linkOf('vscode://a.b/dashboard', { filter: { ...noFilter, text } });
      assert.equal(viewOfLink(link)?.filter.text, text);
      const { terms, problems } = parseSearch(text);
      assert.deepEqual(problems, []);
      assert(JSON.stringify(terms).includes(JSON.stringify(jobId.toLowerCase())), jobId);
      assert.equal(terms.length, 1);
    }
  });

  it('searches for the longest part of an ID with quotes', () => {
    assert.equal(searchTerm('id', 'a"bcd"e'), 'id:"bcd"');
  });
});
