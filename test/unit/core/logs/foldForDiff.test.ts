import assert from 'node:assert/strict';
import { foldForDiff } from '../../../../src/core/logs/foldForDiff';

describe('a line folded for a comparison', () => {
  for (const [line, expected] of [
    ['2026-11-25T10:00:00.123Z start', '<time> start'],
    ['2026-11-25 10:00:00,123 INFO x', '<time> INFO x'],
    ['[10:00:00] x', '[<time>] x'],
    ['job 4c7599ae-0a82-49aa-ba5a-4727fcce14a8 at 0x7f3a12ff', 'job <id> at <address>'],
    ['10.0.12.3:5432 on ip-10-0-12-3', '<address> on <address>'],
    ['media 69490f5fc05fb78da7b7380f took 12.5 s', 'media <id> took <duration>'],
    ['at 1766395755577 defaced 2024 rows', 'at <time> defaced 2024 rows'],
    ['exit code 137', 'exit code 137'],
  ]) {
    it(`is ${expected}`, () => assert.equal(foldForDiff(line ?? ''), expected));
  }
});
