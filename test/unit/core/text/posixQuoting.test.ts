import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { clipText } from '../../../../src/core/text/clipText';
import { posixQuoted } from '../../../../src/core/text/posixQuoting';

describe('posixQuoted', () => {
  it('does not change plain words', () => {
    assert.equal(posixQuoted(['a.sh', '--n=1', 's3://x/y_z']), 'a.sh --n=1 s3://x/y_z');
  });

  it('keeps each word intact in a shell', () => {
    const words = ['', 'two words', `it's "so"`, '$HOME', '*', 'a\nb', '!x', '\\', '~', '#c'];
    const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${posixQuoted(words)}`]).toString();
    assert.deepEqual(printed.split('\0').slice(0, -1), words);
  });
});

describe('clipText', () => {
  it('shortens long strings, shows their length and never splits a character', () => {
    assert.equal(clipText('x'.repeat(10_000)).length, 10_000);
    assert.match(clipText('x'.repeat(10_001)), /^x{10000}… \(10,001 characters\)$/);
    assert.equal(clipText('ab😀', 3), 'ab… (4 characters)');
  });
});
