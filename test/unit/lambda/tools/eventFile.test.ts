import assert from 'node:assert/strict';
import { entriesOf, readEventFile } from '../../../../lambda/tools/eventFile';
import { eventFixtures, fixture, fixturePath } from '../../../support/batchEvents';

const ok = (position: string, event: unknown) => ({ ok: true, position, event });
const bad = (position: string, reason: string) => ({ ok: false, position, reason });

describe('entriesOf', () => {
  for (const [title, text, entries] of [
    ['one event', ' {"a": 1}\n', [ok('event 1', { a: 1 })]],
    ['one event over several lines', '{\n"a": 1\n}', [ok('event 1', { a: 1 })]],
    ['one after a byte order mark', '\uFEFF{"a":1}', [ok('event 1', { a: 1 })]],
    ['an array', '[{"a":1},\n{"b":2}]', [ok('event 1', { a: 1 }), ok('event 2', { b: 2 })]],
    ['an array with something else in it', '[7]', [ok('event 1', 7)]],
    ['an empty array', '[]', []],
    ['JSON lines', '{"a":1}\r\n\n{"b":2}\n', [ok('line 1', { a: 1 }), ok('line 3', { b: 2 })]],
    [
      'JSON lines of which one is damaged',
      '{"a":1}\n{"b":\n{"c":3}',
      [ok('line 1', { a: 1 }), bad('line 2', 'is not JSON'), ok('line 3', { c: 3 })],
    ],
    ['a damaged document, as one mistake', '{\n"a": {"b": 1}\n', [bad('file', 'is not JSON')]],
    ['a damaged array, as one mistake', '[\n{"a": 1},\n', [bad('file', 'is not JSON')]],
    ['anything else', 'hello', [bad('line 1', 'is not JSON')]],
    ['nothing', ' \n', [bad('file', 'is empty')]],
  ] as const) {
    it(`reads ${title}`, () => assert.deepEqual(entriesOf(text), entries));
  }

  it('reads a file of one line by lines where its name says so', () => {
    assert.deepEqual(entriesOf('{"a":1}', true), [ok('line 1', { a: 1 })]);
  });
});

describe('readEventFile', () => {
  it('reads a recorded event', async () => {
    const name = eventFixtures[0] ?? '';
    assert.deepEqual(await readEventFile(fixturePath(name)), [ok('event 1', fixture('01'))]);
  });

  it('says why a file cannot be read', async () => {
    assert.deepEqual(await readEventFile('/no/such/file'), [bad('file', 'cannot be read: ENOENT')]);
    assert.deepEqual(await readEventFile(__dirname), [bad('file', 'cannot be read: EISDIR')]);
  });
});
