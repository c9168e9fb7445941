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
    ['definition:zip:4', 'definition:zip'],
    ['definition:zip:42', 'definition:zip:42'],
    ['cause:memory', 'cause:mem'],
    ['status:failed host', 'status:failed'],
    ['-host out', '-host'],
    ['id:4c7599ae-0a82-49aa-ba5a-4727fcce14a8', 'id:4c7599ae'],
    ['id:4c7599ae-0a82-49aa-ba5a-4727fcce14a8', 'id:4c7599ae-0a82-49aa-ba5a-4727fcce14a8'],
  ] as const) {
    it(`knows that “${text}” matches nothing that “${other}” does not`, () => {
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
    ['id:4c7599ae-0a82-49aa-ba5a-4727fcce14a8:1', 'id:4c7599ae-0a82-49aa-ba5a-4727fcce14a8'],
    ['jobid:abc', 'jobid:ab'],
    ['definition:zip:42', 'definition:zip:4'],
    ['group:abc', 'group:ab'],
  ] as const) {
    it(`does not treat “${text}” as narrower than “${other}”`, () => {
      assert(!narrows(text, other));
    });
  }
});
