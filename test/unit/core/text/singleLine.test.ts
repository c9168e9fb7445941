import assert from 'node:assert/strict';
import { plainLine } from '../../../../src/core/text/singleLine';

describe('plainLine', () => {
  it('leaves out what breaks the line or turns it', () =>
    assert.equal(plainLine('a\r\nb\u202ec\u2028d'), 'a b c d'));

  it('makes neither icons nor links', () => {
    assert.equal(plainLine('$(error)'), ' (error)');
    assert.equal(plainLine('[a](command:b)'), '[a (command:b)');
  });

  it('leaves brackets and dollars alone otherwise', () =>
    assert.equal(plainLine('costs $5 [about] (x)'), 'costs $5 [about] (x)'));

  it('is cut where it is too long', () => {
    assert.equal(plainLine('x'.repeat(10), 10), 'x'.repeat(10));
    assert.match(plainLine('x'.repeat(50), 10), /^x{9,10}…/);
    assert.match(plainLine('x'.repeat(1_000)), /^x{199,200}…/);
  });
});
