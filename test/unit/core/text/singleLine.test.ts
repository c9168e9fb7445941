import assert from 'node:assert/strict';
import { singleLine } from '../../../../src/core/text/singleLine';

describe('singleLine', () => {
  it('removes line breaks and characters that change the text direction', () =>
    assert.equal(singleLine('a\r\nb\u202ec\u2028d'), 'a b c d'));

  it('removes icons and links', () => {
    assert.equal(singleLine('$(error)'), ' (error)');
    assert.equal(singleLine('[a](command:b)'), '[a (command:b)');
  });

  it('does not change other brackets and dollar signs', () =>
    assert.equal(singleLine('costs $5 [about] (x)'), 'costs $5 [about] (x)'));

  it('is shortened if it is too long', () => {
    assert.equal(singleLine('x'.repeat(10), 10), 'x'.repeat(10));
    assert.match(singleLine('x'.repeat(50), 10), /^x{9,10}…/);
    assert.match(singleLine('x'.repeat(1_000)), /^x{199,200}…/);
  });
});
