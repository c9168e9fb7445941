import assert from 'node:assert/strict';
import { cutJson, cutText } from '../../../lambda/cutJson';

const limits = { text: 4, entries: 2, depth: 2 };
const cut = (value: unknown): unknown => cutJson(value, limits);

describe('cutJson', () => {
  it('does not change values within the limits, including the limits themselves', () => {
    for (const value of ['four', ['a', 'b'], { a: 'b', c: [1] }, 12_345, true, null, [], {}]) {
      assert.deepEqual(cut(value), value);
    }
  });

  it('shortens a long string, and states by how much', () => {
    assert.equal(cut('12345678'), '1234… (cut: 4 more characters)');
    assert.equal(cut('123😀5678'), '123… (cut: 6 more characters)');
  });

  it('shortens a long list, and states how many items are missing', () => {
    assert.deepEqual(cut([1, 2, 3]), [1, 2, '… (cut: 1 more)']);
    assert.deepEqual(cut([1, 2, 3, 4, 5]), [1, 2, '… (cut: 3 more)']);
  });

  it('shortens an object with too many properties, and states how many are missing', () => {
    assert.deepEqual(cut({ a: 1, b: 2, c: 3 }), { a: 1, b: 2, '…': '(cut: 1 more properties)' });
    assert.deepEqual(cut({ a: 1, b: 2, c: 3, d: 4, e: 5 }), {
      a: 1,
      b: 2,
      '…': '(cut: 3 more properties)',
    });
  });

  it('shortens property names like strings', () => {
    assert.deepEqual(cut({ 'a long name': 1 }), { 'a lo… (cut: 7 more characters)': 1 });
  });

  it('removes what is nested too deeply, in lists and objects alike', () => {
    const deep = '… (cut: nested deeper than 2)';
    assert.deepEqual(cut([['in']]), [['in']]);
    assert.deepEqual(cut([[['out']]]), [[deep]]);
    assert.deepEqual(cut({ a: { b: {} } }), { a: { b: deep } });
    assert.deepEqual(cut([{ a: [] }]), [{ a: deep }]);
  });

  it('shortens nested values, too', () => {
    assert.deepEqual(cut([['12345', 1, 2]]), [
      ['1234… (cut: 1 more characters)', 1, '… (cut: 1 more)'],
    ]);
  });
});

describe('cutText', () => {
  it('keeps a surrogate pair before the cut', () => {
    assert.equal(cutText('12😀5', 4), '12😀… (cut: 1 more characters)');
  });
});
