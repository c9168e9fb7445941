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
  it('offer the qualifiers that begin so', () => {
    assert.deepEqual(offered('re|'), ['region:', 'reason:']);
    assert.deepEqual(offered('timeout -Sta|'), ['status:']);
    assert.deepEqual(offered('zz|'), []);
    assert.equal(offered('|').length, 17);
  });

  it('offer the values that jobs hold, quoted where need be', () => {
    assert.deepEqual(offered('status:|'), ['FAILED ', 'SUCCEEDED ']);
    assert.deepEqual(offered('type:zip|'), ['"Assembly (Zip Package)" ']);
    assert.deepEqual(offered('status:failed,su|'), ['SUCCEEDED ']);
    const flags = [
      'active ',
      'finished ',
      'waiting ',
      'stuck ',
      'nomedia ',
      'broken ',
      'acknowledged ',
    ];
    assert.deepEqual(offered('is:|'), flags);
  });

  it('are eight at most, each from where the typed part begins, with what it means', () => {
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

  it('come after a term in quotes as well', () => {
    assert.deepEqual(offered('reason:"out of memory" sta|'), ['status:']);
    assert.deepEqual(offered('type:"a b",zip|'), ['"Assembly (Zip Package)" ']);
  });

  it('look at the term before the caret alone', () => {
    assert.deepEqual(offered('st| exit:1'), ['status:']);
    assert.deepEqual(offered('status:f|  age:<2h'), ['FAILED ']);
  });

  it('are silent where there is nothing to add', () => {
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

  it('always lead to a search that is understood', () => {
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
