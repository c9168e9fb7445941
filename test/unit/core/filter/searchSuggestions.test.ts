import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSearch } from '../../../../src/core/filter/searchSyntax';
import { suggestionsAt, type KnownValues } from '../../../../src/core/filter/searchSuggestions';

const known: KnownValues = {
  status: ['FAILED', 'SUCCEEDED', ''],
  type: ['Assembly (Zip Package)', 'Ingest', 'a"b'],
};

/** The caret is where the bar stands. */
const offered = (marked: string): string[] => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return suggestionsAt(text, caret, known).items.map(({ insert }) => insert);
};

describe('suggestions for a search', () => {
  it('offer the qualifiers with that prefix', () => {
    assert.deepEqual(offered('re|'), ['region:', 'reason:']);
    assert.deepEqual(offered('timeout -Sta|'), ['status:']);
    assert.deepEqual(offered('zz|'), []);
    assert.equal(offered('|').length, 23);
  });

  it('offer the values of the jobs, quoted if necessary', () => {
    assert.deepEqual(offered('status:|'), ['FAILED ', 'SUCCEEDED ']);
    assert.deepEqual(offered('type:zip|'), ['"Assembly (Zip Package)" ']);
    assert.deepEqual(offered('status:failed,su|'), ['SUCCEEDED ']);
    const flags = [
      'active ',
      'finished ',
      'waiting ',
      'stuck ',
      'slow ',
      'neartimeout ',
      'nomedia ',
      'broken ',
      'acknowledged ',
      'unresolved ',
    ];
    assert.deepEqual(offered('is:|'), flags);
  });

  it('offer causes by their titles, too', () => {
    const causes: KnownValues = { cause: ['', 'oom-batch', 'constructor', 'timeout'] };
    const labels = new Map([['oom-batch', 'Out of memory']]);
    const { items } = suggestionsAt('cause:"out of', 13, causes, labels);
    assert.deepEqual(items, [{ insert: 'oom-batch ', help: 'Out of memory' }]);
  });

  it('are at most eight, each with its meaning and the position where it starts', () => {
    const many: KnownValues = { status: Array.from({ length: 20 }, (_, index) => `S${index}`) };
    const { start, items } = suggestionsAt('a status:S', 10, many);
    assert.deepEqual([start, items.length], [9, 8]);
    assert.deepEqual(items[0], { insert: 'S0 ', help: '' });
    assert.deepEqual(suggestionsAt('status:S19', 10, many).items, []);
    assert.deepEqual(offered('status:"fail|'), ['FAILED ']);
    const flag = suggestionsAt('-is:stu', 7, many);
    assert.equal(flag.start, 4);
    assert.notEqual(flag.items[0]?.help, '');
    const [qualifier] = suggestionsAt('a sta', 5, many).items;
    assert.deepEqual(suggestionsAt('a sta', 5, many).start, 2);
    assert.match(qualifier?.help ?? '', /, for example status:/);
  });

  it('are also offered after a quoted term', () => {
    assert.deepEqual(offered('reason:"out of memory" sta|'), ['status:']);
    assert.deepEqual(offered('type:"a b",zip|'), ['"Assembly (Zip Package)" ']);
  });

  it('depend only on the term before the cursor', () => {
    assert.deepEqual(offered('st| exit:1'), ['status:']);
    assert.deepEqual(offered('status:f|  age:<2h'), ['FAILED ']);
  });

  it('are empty if there is nothing to add', () => {
    for (const text of [
      'status:failed|',
      'exit:1|',
      '"re|',
      'nothing:x|',
      'name:x|',
      'a1|',
      '1a|',
      '1st:|',
      's-t|',
    ]) {
      assert.deepEqual(offered(text), [], text);
    }
  });

  it('always result in a valid search', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('s', 't', ':', '"', ',', ' ', '-', 'i') }),
        text => {
          const { start, items } = suggestionsAt(text, text.length, known);
          for (const { insert } of items.filter(item => !item.insert.endsWith(':'))) {
            const { problems } = parseSearch(text.slice(0, start) + insert);
            // A list goes on after a value that is wrong already: that one stays so.
            const before = parseSearch(text.slice(0, start).replace(/,$/, '')).problems;
            assert.ok(
              before.length > 0 || problems.length === 0,
              `${text} + ${insert}: ${JSON.stringify(problems)}`,
            );
          }
        },
      ),
    );
  });
});
