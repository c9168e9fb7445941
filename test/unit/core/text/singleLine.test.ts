import assert from 'node:assert/strict';
import { singleLine } from '../../../../src/core/text/singleLine';

describe('singleLine', () => {
  it('leaves out what breaks the line or turns it', () =>
    assert.equal(singleLine('a\r\nb\u202ec\u2028d'), 'a b c d'));

  it('makes neither icons nor links', () => {
    assert.equal(singleLine('$(error)'), ' (error)');
    assert.equal(singleLine('[a](command:b)'), '[a (command:b)');
  });

  it('leaves brackets and dollars alone otherwise', () =>
    assert.equal(singleLine('costs $5 [about] (x)'), 'costs $5 [about] (x)'));

  it('is cut where it is too long', () => {
    assert.equal(singleLine('x'.repeat(10), 10), 'x'.repeat(10));
    assert.match(singleLine('x'.repeat(50), 10), /^x{9,10}…/);
    assert.match(singleLine('x'.repeat(1_000)), /^x{199,200}…/);
  });
});
