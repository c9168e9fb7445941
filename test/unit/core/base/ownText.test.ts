import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ownText } from '../../../../src/core/base/ownText';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('ownText', () => {
  it('keeps nothing of the text that it was part of', () => {
    const before = heapInUse();
    const texts = Array.from({ length: 100 }, (_, index) => {
      const long = Array.from({ length: 5_000 }, (__, word) => `word ${index} ${word}`).join('');
      return ownText(long.slice(100, 200));
    });
    assert(heapInUse() - before < 1_000_000);
    assert(texts.every(text => text.length === 100));
    assert.equal(ownText('a'), 'a');
  });
});
