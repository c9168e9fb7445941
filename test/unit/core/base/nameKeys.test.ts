import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nameKeyAt, nameKeys } from '../../../../src/core/base/nameKeys';

const all = '-0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const name = fc.string({ unit: fc.constantFrom(...Array.from(all)), maxLength: 14 });
const odd = fc.string({
  unit: fc.oneof(fc.constantFrom('a', 'Z', '9', '-', '_'), fc.string({ unit: 'binary' })),
});

describe('nameKeys', () => {
  it('ascend with the first ten characters of names, ignoring case', () => {
    const startOf = (text: string): string => text.toLowerCase().slice(0, nameKeys.units);
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [x, y] = [nameKeys.keyOf(a, 0), nameKeys.keyOf(b, 0)];
        assert.equal(x < y, startOf(a) < startOf(b));
        assert.equal(x === y, startOf(a) === startOf(b));
        assert.equal(nameKeys.isEnd(x), a.length < nameKeys.units);
      }),
      { numRuns: 5_000 },
    );
  });

  it('are exact for the last names there are', () => {
    const last = ['z'.repeat(10), `${'z'.repeat(9)}y`, `${'z'.repeat(9)}_`, 'z'.repeat(9)];
    const keys = last.map(text => nameKeys.keyOf(text, 0));
    assert.deepEqual(
      keys.slice(1).map((key, index) => (keys[index] ?? NaN) - key),
      [1, 25, 12],
    );
    assert(keys.every(Number.isSafeInteger));
  });

  it('exist if all ten characters can be in names, or the text ends', () => {
    fc.assert(
      fc.property(odd, fc.nat(12), (text, depth) => {
        const isName = /^[\w-]*$/.test(text.slice(depth, depth + nameKeys.units));
        assert.equal(Number.isNaN(nameKeys.keyOf(text, depth)), !isName);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are the same within a longer text', () => {
    fc.assert(
      fc.property(odd, odd, odd, fc.nat(12), (before, text, after, depth) => {
        const end = before.length + text.length;
        assert.equal(
          nameKeyAt(before + text + after, before.length + depth, end),
          nameKeys.keyOf(text, depth),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
