import assert from 'node:assert/strict';
import { WriterWatch } from '../../../../../lambda/tools/backfill/writerWatch';

const plain = (second: number) => ({ timestamp: `2026-11-23T10:00:0${second}Z` });
const derived = (second: number) => ({ ...plain(second), sequence: 4 });

describe('WriterWatch', () => {
  for (const [title, items, newest] of [
    ['nothing of an empty table', [], undefined],
    ['of a table that only an older function wrote', [plain(1), plain(2)], '2026-11-23T10:00:02Z'],
    ['of an older function that still writes', [plain(3), derived(2)], '2026-11-23T10:00:03Z'],
    ['nothing once the present function has taken over', [plain(1), derived(2)], undefined],
    ['nothing of items without a time', [{}, { timestamp: 'x' }, { timestamp: 5 }], undefined],
  ] as const) {
    it(`detects ${title}`, () => {
      const watch = new WriterWatch();
      items.forEach(item => watch.see(item));
      const expected = newest === undefined ? undefined : Date.parse(newest);
      assert.equal(watch.newestPlain, expected);
    });
  }
});
