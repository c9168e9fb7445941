import assert from 'node:assert/strict';
import { parseJson } from '../../../lambda/json';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  it('reads JSON', () => assert.deepEqual(parseJson('{"a":[1]}'), { ok: true, value: { a: [1] } }));

  it('rejects invalid JSON, without quoting it', () =>
    assert.deepEqual(parseJson('secret'), { ok: false, reason: 'is not JSON' }));

  it('rejects JSON that is nested too deeply', () => {
    assert.equal(parseJson(nested(100)).ok, true);
    const reason = 'is nested deeper than 100';
    assert.deepEqual(parseJson(nested(101)), { ok: false, reason });
    assert.deepEqual(parseJson(nested(1_000_000)), { ok: false, reason });
  });

  it('ignores brackets within strings', () => {
    const value = ['\\"[', '['.repeat(200)];
    assert.deepEqual(parseJson(JSON.stringify(value)), { ok: true, value });
  });

  it('counts only open brackets, of objects and lists alike', () => {
    const many = JSON.stringify(Array.from({ length: 200 }, () => [{ a: [] }]));
    assert.equal(parseJson(many).ok, true);
    const objects = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
    assert.equal(parseJson(objects(100)).ok, true);
    assert.equal(parseJson(objects(101)).ok, false);
  });

  it('finds the end of a string after quotes and backslashes', () => {
    const refused = { ok: false, reason: 'is nested deeper than 100' };
    for (const text of ['', 'a', '"', '\\', '\\"', '"\\', '\\\\']) {
      assert.deepEqual(parseJson(`[${JSON.stringify(text)},${nested(101)}]`), refused);
      assert.equal(parseJson(`[${JSON.stringify(text)},${nested(99)}]`).ok, true);
    }
  });

  it('accepts an unterminated string', () =>
    assert.deepEqual(parseJson(`["${'['.repeat(200)}`), { ok: false, reason: 'is not JSON' }));
});
