import assert from 'node:assert/strict';
import fc from 'fast-check';
import { qualifierNames, qualifiers } from '../../../../src/core/filter/searchQualifiers';
import { dependsOnTime, parseSearch } from '../../../../src/core/filter/searchSyntax';

const termsOf = (text: string): unknown => {
  const { terms, problems } = parseSearch(text);
  assert.deepEqual(problems, []);
  return terms;
};

const problemOf = (text: string): { message: string; at: string } => {
  const [problem] = parseSearch(text).problems;
  assert(problem, `${text} is taken`);
  return { message: problem.message, at: text.slice(problem.start, problem.end) };
};

describe('parseSearch', () => {
  it('reads words, quoted strings and qualifiers, and negates them', () => {
    assert.deepEqual(
      termsOf('  render "out of memory" -Status:failed,Running reason:"no, host" '),
      [
        { negated: false, name: 'word', values: ['render'] },
        { negated: false, name: 'word', values: ['out of memory'] },
        { negated: true, name: 'status', values: ['failed', 'Running'] },
        { negated: false, name: 'reason', values: ['no, host'] },
      ],
    );
    assert.deepEqual(termsOf(''), []);
  });

  it('treats IDs as words: of array children, of nodes, and a lone dash', () => {
    assert.deepEqual(termsOf('4c6e0a1b-77aa:12 x#1 -'), [
      { negated: false, name: 'word', values: ['4c6e0a1b-77aa:12'] },
      { negated: false, name: 'word', values: ['x#1'] },
      { negated: false, name: 'word', values: ['-'] },
    ]);
  });

  it('reads numbers and durations with their bounds', () => {
    assert.deepEqual(termsOf('exit:137,>=200 age:<2h duration:>1.5min'), [
      {
        negated: false,
        name: 'exit',
        values: [
          { above: 137, below: 137, inclusive: true },
          { above: 200, inclusive: true },
        ],
      },
      { negated: false, name: 'age', values: [{ below: 7_200_000, inclusive: false }] },
      { negated: false, name: 'duration', values: [{ above: 90_000, inclusive: false }] },
    ]);
  });

  it('knows the position of each term, and has none for empty ones', () => {
    const text = ' -a  status:failed,"" "" b';
    const { terms, spans: places } = parseSearch(text);
    assert.deepEqual(
      places.map(({ start, end }) => text.slice(start, end)),
      ['-a', 'status:failed,""', 'b'],
    );
    assert.deepEqual(terms[1], { negated: false, name: 'status', values: ['failed'] });
    assert.equal(terms.length, 3);
  });

  it('reads a number or duration as a whole, with spaces in quotes', () => {
    assert.deepEqual(termsOf('exit:"<= -5" age:">1.25h"'), [
      { negated: false, name: 'exit', values: [{ below: -5, inclusive: true }] },
      { negated: false, name: 'age', values: [{ above: 4_500_000, inclusive: false }] },
    ]);
    const wrong = ['exit:x5', 'exit:5x', 'exit:1.5', 'exit:5>', 'exit:"a\n5"', 'age:<x2h'];
    for (const text of [...wrong, 'age:<2hx', 'age:<2', 'age:<', 'duration:>.5h']) {
      assert.match(problemOf(text).message, /needs/, text);
    }
  });

  it('reports what is wrong and where, and uses the rest', () => {
    assert.deepEqual(problemOf('a statsu:failed b'), {
      message:
        'Unknown qualifier "statsu:". Did you mean status:? To search for it as text, put it in quotation marks.',
      at: 'statsu:failed',
    });
    assert.match(problemOf('regional:x').message, /Did you mean region:\?/);
    assert.match(
      problemOf('arn:aws:batch').message,
      /Valid qualifiers: status, type, .*put it in quotation marks/,
    );
    assert.match(problemOf('status:').message, /needs a value, for example status:failed,running/);
    assert.match(problemOf('age:2h').message, /^age: needs < or > and a duration/);
    assert.match(problemOf('age:<2 hours').message, /^age: needs/);
    assert.match(problemOf('exit:x').message, /^exit: needs a whole number/);
    assert.match(problemOf('vcpus:many').message, /^vcpus: needs a number/);
    assert.match(problemOf('memory:16PB').message, /^memory: needs an amount in MiB or GiB/);
    assert.match(
      problemOf('is:odd').message,
      /Valid values: active, finished, waiting, stuck, slow, neartimeout, nomedia, broken, acknowledged/,
    );
    assert.match(problemOf('a "b c').message, /Missing closing quotation mark/);
    assert.equal(parseSearch('a nope:1 b').terms.length, 2);
  });

  it('accepts each of its own examples', () => {
    for (const name of qualifierNames) {
      assert.equal(parseSearch(qualifiers[name].example).problems.length, 0, name);
    }
  });

  it('accepts any text, and reports each problem at its position', () => {
    const parts = fc.constantFrom(
      '"',
      ':',
      '-',
      ',',
      '<',
      ' ',
      'age',
      'is',
      'stuck',
      '2h',
      'é',
      '\\',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(parts).map(list => list.join('')),
    );
    fc.assert(
      fc.property(texts, text => {
        for (const { start, end } of parseSearch(text).problems) {
          assert(start >= 0 && start < end && end <= text.length);
        }
      }),
    );
  });
});

describe('dependsOnTime', () => {
  it('recognizes searches whose result changes over time', () => {
    const depends = (text: string): boolean => dependsOnTime(parseSearch(text));
    assert.deepEqual(['age:<1h', '-duration:>1h', 'x is:stuck'].map(depends), [true, true, true]);
    const lasting = ['', 'is:active', 'age', 'status:stuck', 'reason:stuck'];
    assert.deepEqual(lasting.filter(depends), []);
  });
});
