import assert from 'node:assert/strict';
import { TextPatterns } from '../../../../src/core/causes/textPatterns';

const areIn = (text: string, ...patterns: readonly string[]): boolean =>
  new TextPatterns(patterns).areIn(text);

describe('TextPatterns', () => {
  it('find a part anywhere in a text', () => {
    assert.equal(areIn('no space left on device', 'space left'), true);
    assert.equal(areIn('no space left on device', 'no space'), true);
    assert.equal(areIn('no space left on device', 'space right'), false);
    assert.equal(areIn('anything'), false);
  });

  it('find a part that must be at the beginning only there', () => {
    assert.equal(areIn('clientexception: bad', '^clientexception'), true);
    assert.equal(areIn('a clientexception: bad', '^clientexception'), false);
    assert.equal(areIn('a clientexception: bad', '^clientexception', 'clientexception'), true);
    assert.equal(areIn('costs 5^2', '5^'), true, '^ elsewhere stands for itself');
  });

  it('find parts in their order, with anything between them, or nothing', () => {
    const pattern = 'pull … retried … denied';
    assert.equal(areIn('cannot pull image: retried 5 times: access denied', pattern), true);
    assert.equal(areIn('pullretrieddenied', pattern), true);
    assert.equal(areIn('access denied: pull image: retried', pattern), false);
    assert.equal(areIn('retried pull, then denied', pattern), false);
    assert.equal(areIn('pull image: access denied', pattern), false);
  });

  it('find each part behind the one before, not within it', () => {
    assert.equal(areIn('abab', 'abab … ab'), false);
    assert.equal(areIn('ababab', 'abab … ab'), true);
    assert.equal(areIn('a xyx', 'a … xy … yx'), false);
    assert.equal(areIn('a xyyx', 'a … xy … yx'), true);
  });

  it('find any of several patterns, also those that begin alike', () => {
    const patterns = ['pull … denied', 'pull … not found', '^pull … timeout', 'disk full'];
    assert.equal(areIn('cannot pull: denied', ...patterns), true);
    assert.equal(areIn('cannot pull: not found', ...patterns), true);
    assert.equal(areIn('cannot pull: timeout', ...patterns), false);
    assert.equal(areIn('pull: timeout', ...patterns), true);
    assert.equal(areIn('the disk full', ...patterns), true);
    assert.equal(areIn('cannot pull', ...patterns), false);
  });
});
