import assert from 'node:assert/strict';
import { clip, startOfText } from '../../../../src/core/text/clip';

describe('A clipped text', () => {
  it('ends in an ellipsis if it was longer', () => {
    assert.equal(clip('abc', 3), 'abc');
    assert.equal(clip('abcd', 3), 'abc…');
    assert.equal(clip('abc', Infinity), 'abc');
  });

  it('never ends in half a character', () => {
    assert.equal(startOfText('ab😀', 3), 'ab');
    assert.equal(clip('ab😀d', 3), 'ab…');
    assert.equal(clip('ab😀d', 4), 'ab😀…');
  });
});
