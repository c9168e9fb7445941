import assert from 'node:assert/strict';
import {
  listLabel,
  markdownLabel,
  messageLabel,
  escapeText,
} from '../../../../src/core/text/escapeText';

describe('a label with hostile text', () => {
  it('is one line, without characters that change the text direction', () => {
    assert.equal(escapeText(' a\r\n\tb\u0000c\u2028d ', 60), 'a b c d');
    assert.equal(escapeText('\u202eab\u2066c', 60), 'abc');
    assert.equal(escapeText('\n', 60), '');
  });

  it('is shortened if it is too long, never within a character', () => {
    assert.equal(escapeText('x'.repeat(60), 60), 'x'.repeat(60));
    assert.equal(escapeText('x'.repeat(61), 60), `${'x'.repeat(59)}…`);
    assert.equal(escapeText('ab😀cd', 4), 'ab…');
    assert.equal(escapeText('x'.repeat(1_000_000), 10).length, 10);
  });

  it('keeps complete characters, and reads no more than it needs', () => {
    assert.equal(escapeText('a😀bcdef', 6), 'a😀bc…');
    assert.equal(escapeText(`${' '.repeat(79)}x`, 10), 'x');
    assert.equal(escapeText(`${' '.repeat(80)}x`, 10), '');
  });

  it('contains no link in a message', () => {
    assert.equal(messageLabel('[a](command:b.c)', 60), '[a] (command:b.c)');
  });

  it('contains no icon in a list', () => {
    assert.equal(listLabel('$(error) $(sync~spin) $5 (x)', 60), '\\$(error) \\$(sync~spin) $5 (x)');
  });

  it('is plain text in Markdown', () => {
    assert.equal(markdownLabel('héllo 42', 60), 'héllo 42');
    assert.equal(markdownLabel('a|b$(c)', 60), 'a&#124;b&#36;&#40;c&#41;');
    assert.equal(markdownLabel('<b>&😀', 60), '&#60;b&#62;&#38;&#128512;');
  });
});
