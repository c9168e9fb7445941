import assert from 'node:assert/strict';
import { JsonSplitter, type JsonPiece } from '../../../../../lambda/tools/replay/jsonSplitter';
import { Random } from '../../../../../src/sample/random';

const piece = (line: number, text: string): JsonPiece => ({ ok: true, line, text });
const bad = (line: number, reason: string): JsonPiece => ({ ok: false, line, reason });

function split(chunks: readonly string[], splitter = new JsonSplitter()): JsonPiece[] {
  return [...chunks.flatMap(chunk => [...splitter.push(chunk)]), ...splitter.end()];
}

const forms: readonly (readonly [string, string, readonly JsonPiece[]])[] = [
  ['one document', ' {"a": 1}\n', [piece(1, '{"a": 1}')]],
  ['one over several lines', '{\n"a": [\n1]\n}', [piece(1, '{\n"a": [\n1]\n}')]],
  [
    'several without anything between',
    '{"a":1}{"b":2}',
    [piece(1, '{"a":1}'), piece(1, '{"b":2}')],
  ],
  [
    'several over several lines',
    '{\n}{\n}\n{}',
    [piece(1, '{\n}'), piece(2, '{\n}'), piece(4, '{}')],
  ],
  ['lines', '{"a":1}\r\n\n{"b":2}\n', [piece(1, '{"a":1}'), piece(3, '{"b":2}')]],
  ['a list', '[{"a":1},\n[2], 3]', [piece(1, '{"a":1}'), piece(2, '[2]'), piece(2, '3')]],
  ['a list in a line of its own', '[{}]\n[{}]', [piece(1, '{}'), piece(2, '{}')]],
  ['an empty list', '[]', []],
  [
    'a list with rubbish in it',
    '[{}, oops, {}]',
    [piece(1, '{}'), piece(1, 'oops'), piece(1, '{}')],
  ],
  [
    'brackets and quotes within texts',
    '{"a":"}\\"{["}{}',
    [piece(1, '{"a":"}\\"{["}'), piece(1, '{}')],
  ],
  ['texts', '"{a" "b\\\\"', [piece(1, '"{a"'), piece(1, '"b\\\\"')]],
  [
    'lines of a log, with their times',
    '2026-11-23T10:00:00.000Z {"a":1}\n2026-11-23T10:00:01.000Z {"b":2}\n',
    [piece(1, '{"a":1}'), piece(2, '{"b":2}')],
  ],
  [
    'lines of a log with the names of streams',
    '2026-11-23T10:00:00.000000+00:00 a-stream {"a":1}\n',
    [piece(1, '{"a":1}')],
  ],
  [
    'a damaged line, which costs no other',
    '{"a":1}\n{"b":\n{"c":3}',
    [piece(1, '{"a":1}'), piece(2, '{"b":'), piece(3, '{"c":3}')],
  ],
  [
    'a text that is open at the end of its line',
    '{"a":1}\n{"b":"\n{"c":3}',
    [piece(1, '{"a":1}'), piece(2, '{"b":"'), piece(3, '{"c":3}')],
  ],
  [
    'rubbish before and after',
    'x {"a":1} y\n',
    [piece(1, 'x '), piece(1, '{"a":1}'), piece(1, 'y')],
  ],
  ['a document that is incomplete', '{\n"a": {"b": 1}\n', [bad(1, 'is incomplete')]],
  [
    'a list that is incomplete',
    '[\n{"a":1},\n',
    [piece(2, '{"a":1}'), bad(3, 'ends within a list')],
  ],
  [
    'a line with a list that is incomplete',
    '{}\n[{},\n{}',
    [piece(1, '{}'), piece(2, '{}'), bad(2, 'ends within a list'), piece(3, '{}')],
  ],
];

describe('JsonSplitter', () => {
  for (const [title, text, pieces] of forms) {
    it(`splits ${title}, wherever chunks end`, () => {
      assert.deepEqual(split([text]), pieces);
      assert.deepEqual(split(text.split('')), pieces);
      const random = new Random(7);
      for (let round = 0; round < 20; round++) {
        const at = Math.floor(random.next() * text.length);
        assert.deepEqual(split([text.slice(0, at), text.slice(at)]), pieces, `cut at ${at}`);
      }
    });
  }

  it('treats line breaks as separators from the start, if the format is known', () => {
    const text = '{"a":\n{"b":2}';
    assert.deepEqual(split([text], new JsonSplitter(true)), [
      piece(1, '{"a":'),
      piece(2, '{"b":2}'),
    ]);
  });

  it('recognizes empty input', () => {
    const splitter = new JsonSplitter();
    assert.deepEqual(split([' \n', '\t'], splitter), []);
    assert.equal(splitter.isEmpty, true);
    split(['[]'], splitter);
    assert.equal(splitter.isEmpty, false);
  });

  it('discards a value that is too large, and continues after it', () => {
    const text = `{"a":"${'x'.repeat(50)}"}{"b":2}`;
    const expected = [bad(1, 'is larger than 20 characters'), piece(1, '{"b":2}')];
    assert.deepEqual(split([text], new JsonSplitter(false, 20)), expected);
    assert.deepEqual(split(text.split(''), new JsonSplitter(false, 20)), expected);
  });

  it('reports the same for a value in any notation', () => {
    const values = Array.from({ length: 200 }, (_, index) => ({ index, text: '{"\\n[' }));
    for (const text of [
      JSON.stringify(values),
      JSON.stringify(values, undefined, 2),
      values.map(value => JSON.stringify(value)).join('\n'),
      values.map(value => JSON.stringify(value)).join(''),
      values.map(value => JSON.stringify(value, undefined, 2)).join('\n'),
    ]) {
      const read = split([text]).map(part => (part.ok ? (JSON.parse(part.text) as unknown) : part));
      assert.deepEqual(read, values);
    }
  });
});
