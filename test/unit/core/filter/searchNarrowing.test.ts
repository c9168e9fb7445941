import assert from 'node:assert/strict';
import { narrows } from '../../../../src/core/filter/searchNarrowing';

describe('narrows', () => {
  for (const [text, other] of [
    ['host', ''],
    ['host', 'hos'],
    ['host', 'ost'],
    ['host out', 'out'],
    ['host out', 'ou ho'],
    ['name:alpha', 'name:al'],
    ['name:alpha,alps', 'name:al'],
    ['name:alpha', 'name:gamma,alp'],
    ['status:failed host', 'status:failed'],
    ['-host out', '-host'],
  ] as const) {
    it(`knows that "${text}" finds nothing that "${other}" does not`, () => {
      assert(narrows(text, other));
    });
  }

  for (const [text, other] of [
    ['', 'host'],
    ['hos', 'host'],
    ['host', 'out'],
    ['host', 'host out'],
    ['name:alpha', 'alpha'],
    ['alpha', 'name:alpha'],
    ['name:alpha,gamma', 'name:al'],
    ['-host', '-hos'],
    ['reason:"_x"', 'reason:"_"'],
    ['-hos', '-host'],
    ['-host', 'host'],
    ['status:failed', 'status:fail'],
    ['exit:137', 'exit:13'],
    ['age:<1h', 'age:<2h'],
  ] as const) {
    it(`does not take "${text}" for a part of "${other}"`, () => {
      assert(!narrows(text, other));
    });
  }
});
