import assert from 'node:assert/strict';
import { clip, formatRate, formatTime, shortenMiddle } from '../../../webview/format';

describe('format', () => {
  it('shortens a long identifier in the middle and does not change a short one', () => {
    assert.equal(shortenMiddle('69490f5fc05fb78da7b7380f'), '69490f5f…b7380f');
    assert.equal(shortenMiddle('0c3aa1b2-1111-2222-3333-444455556666:12'), '0c3aa1b2…666:12');
    assert.equal(shortenMiddle('short'), 'short');
    assert.equal(shortenMiddle('exactly15chars!'), 'exactly15chars!');
  });

  it('never splits a character', () => {
    assert.equal(shortenMiddle(`1234567😀${'x'.repeat(20)}😀12345`), '1234567…12345');
  });

  it('shows local time in a sortable format', () => {
    const time = new Date(2026, 0, 2, 3, 4, 5).getTime();

    assert.equal(formatTime(time), '2026-01-02 03:04:05');
    assert.equal(formatTime(NaN), '–');
    assert.equal(formatTime(9e15), '–');
  });

  it('never rounds a failure or a success away', () => {
    assert.equal(formatRate(undefined), '–');
    assert.equal(formatRate(1), '100.0%');
    assert.equal(formatRate(0.99999), '99.9%');
    assert.equal(formatRate(0.00001), '0.1%');
    assert.equal(formatRate(0), '0.0%');
    assert.equal(formatRate(0.981), '98.1%');
  });

  it('shortens values above the limit', () => {
    assert.equal(clip('abcdef', 3), 'abc…');
    assert.equal(clip('abc', 3), 'abc');
  });
});
