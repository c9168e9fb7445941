import assert from 'node:assert/strict';
import { optionsInOrder, valuesByCount } from '../../../webview/model/optionOrder';

const options = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([value, count]) => ({ value, count }));

describe('The options of a filter', () => {
  it('are listed by count, equal ones in their given order', () => {
    assert.deepEqual(valuesByCount(options({ a: 1, b: 7, c: 1, d: 9 })), ['d', 'b', 'a', 'c']);
  });

  it('stay with what they are parts of', () => {
    const ofZip = (revision: number, count: number) => ({
      value: `zip:${revision}`,
      count,
      partOf: 'zip',
    });
    const listed = [...options({ ingest: 8, zip: 9 }), ofZip(42, 2), ofZip(41, 7)];
    assert.deepEqual(valuesByCount(listed), ['zip', 'zip:42', 'zip:41', 'ingest']);
  });

  it('keep their places while counts change, and new ones come last', () => {
    const order = valuesByCount(options({ a: 1, b: 7 }));
    const later = optionsInOrder(options({ a: 99, b: 7, new1: 5, new2: 500 }), order);
    assert.deepEqual(
      later.map(({ value }) => value),
      ['b', 'a', 'new1', 'new2'],
    );
  });
});
