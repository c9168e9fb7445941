import assert from 'node:assert/strict';
import {
  isObject,
  numberIn,
  objectIn,
  objectsIn,
  textIn,
  textsIn,
} from '../../../../src/core/base/json';

const values = [undefined, null, true, 7, NaN, Infinity, '7', '', [], ['a', 1], {}, { a: 1 }];

describe('readers of JSON of unknown shape', () => {
  it('return values of the requested type only', () => {
    assert.deepEqual(values.filter(isObject), [{}, { a: 1 }]);
    assert.deepEqual(
      values.map(textIn).filter(text => text !== undefined),
      ['7'],
    );
    assert.deepEqual(
      values.map(numberIn).filter(number => number !== undefined),
      [7],
    );
  });

  it('return an empty value if it is missing', () => {
    assert.deepEqual(objectIn({ a: 1 }), { a: 1 });
    for (const value of [undefined, null, 7, 'x', [{ a: 1 }]]) {
      assert.deepEqual(objectIn(value), {});
    }
    for (const value of [undefined, null, 7, 'x', { a: 1 }]) {
      assert.deepEqual([objectsIn(value), textsIn(value)], [[], []]);
    }
  });

  it('keep the items of a list that have the requested type', () => {
    assert.deepEqual(objectsIn(values), [{}, { a: 1 }]);
    assert.deepEqual(textsIn(values), ['7', '']);
  });
});
