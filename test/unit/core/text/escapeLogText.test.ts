import assert from 'node:assert/strict';
import { escapeLogText } from '../../../../src/core/text/escapeLogText';

describe('escapeLogText', () => {
  it('does not change plain text', () => {
    assert.equal(
      escapeLogText('Host “i-1” was terminated, déjà vu 😀'),
      'Host “i-1” was terminated, déjà vu 😀',
    );
  });

  it('escapes line breaks, cursor movements and direction changes', () => {
    assert.equal(
      escapeLogText('a\n[error] b\r\t\u001b[2K'),
      'a\\u000a[error] b\\u000d\\u0009\\u001b[2K',
    );
    assert.equal(escapeLogText('\u202eabc\u2066\u2028'), '\\u202eabc\\u2066\\u2028');
  });

  it('shortens a very long text, and marks it', () => {
    assert.equal(escapeLogText('x'.repeat(2_000)), 'x'.repeat(2_000));
    assert.equal(escapeLogText('x'.repeat(2_001)), `${'x'.repeat(2_000)}…`);
  });
});
