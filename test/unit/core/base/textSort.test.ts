import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nameKeys } from '../../../../src/core/base/nameKeys';
import { roughKey } from '../../../../src/core/base/textKeys';
import { sortByText, type TextOrder } from '../../../../src/core/base/textSort';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';

/** Rows by their texts, ignoring case; without a text last; rows with equal texts in the given order. */
function naive(rows: readonly number[], texts: readonly string[], isAscending: boolean): number[] {
  const lower = texts.map(text => text.toLowerCase());
  return rows.toSorted((i, j) => {
    const [a, b] = [lower[i] ?? '', lower[j] ?? ''];
    return a === b
      ? 0
      : a === '' || b === ''
        ? a === ''
          ? 1
          : -1
        : a < b === isAscending
          ? -1
          : 1;
  });
}

function check(texts: readonly string[], isAscending: boolean): void {
  // Another order than that of the rows.
  const rows = [...texts.keys()].reverse();
  const order = { textOf: (row: number) => texts[row] ?? '', isAscending };
  const expected = naive(rows, texts, isAscending);
  for (const each of [order, { ...order, readNameKeys: nameKeysOf(texts) }]) {
    const sorted = [...finish(sortByText(Uint32Array.from(rows), each))];
    assert.deepEqual(
      sorted.map(row => texts[row]),
      expected.map(row => texts[row]),
    );
    assert.deepEqual(sorted, expected);
  }
}

function nameKeysOf(texts: readonly string[]): NonNullable<TextOrder['readNameKeys']> {
  return (from, to, depth, keys) => {
    for (let row = from; row < to; row++) {
      const text = texts[row] ?? '';
      keys[row] = text === '' ? Infinity : nameKeys.keyOf(text, depth);
    }
  };
}

const letters = [
  'a',
  'A',
  'b',
  'z',
  '0',
  '-',
  '_',
  '.',
  '\0',
  'é',
  'É',
  'ÿ',
  'İ',
  'ı',
  '\u212a',
  'Σ',
  'ς',
  '日',
];
const odd = fc.string({
  unit: fc.constantFrom(...letters, '\ud83d', '\ude00', '😀', '\uffff'),
  maxLength: 14,
});
const plain = fc.string({ unit: fc.constantFrom('a', 'b', 'B'), maxLength: 26 });

describe('sortByText', () => {
  it('sorts like a naive sort, whatever the texts', () => {
    for (const text of [plain, odd, fc.oneof(plain, odd, fc.string({ unit: 'binary' }))]) {
      fc.assert(fc.property(fc.array(text, { maxLength: 120 }), fc.boolean(), check), {
        numRuns: 300,
      });
    }
  });

  it('sorts many rows, of which few, some or all have the same text', () => {
    const random = Random.of(3, 1);
    const starts = ['', 'pre-', 'Assembly-pre-', 'été-', '日本語-'] as const;
    for (const distinct of [1, 7, 900, 5_000, 1e9]) {
      for (const few of [['pre-'], starts] as const) {
        const texts = Array.from({ length: 9_000 }, () => {
          const value = random.integer(0, distinct);
          return value === 0 ? '' : `${random.pick(few)}${(value * 7_919).toString(16)}`;
        });
        check(texts, random.chance(0.5));
      }
    }
  });

  it('sorts rows that do not change right even if others do meanwhile', () => {
    const random = Random.of(5, 2);
    const texts = Array.from({ length: 20_000 }, () => `job-${random.hex(6)}`);
    const changed = new Set<number>();
    const order = {
      textOf: (row: number) => texts[row] ?? '',
      isAscending: true,
      readNameKeys: nameKeysOf(texts),
    };
    const rows = Uint32Array.from(texts.keys());
    const sorted = finish(sortByText(rows, order), () => {
      const row = random.integer(0, texts.length - 1);
      changed.add(row);
      texts[row] = random.pick(['', 'é', random.hex(20)]);
    });
    const same = [...sorted].filter(row => !changed.has(row));
    assert.equal(new Set(sorted).size, texts.length);
    assert.deepEqual(
      same,
      naive(
        [...rows].filter(row => !changed.has(row)),
        texts,
        true,
      ),
    );
  });

  it('reads only the rows that it sorts if they are few of many', () => {
    const total = 100_000;
    const wanted = Uint32Array.from({ length: 100 }, (_, index) => total - 1 - index * 900);
    let read = 0;
    const order: TextOrder = {
      textOf: row => {
        read++;
        return `job-${row}`;
      },
      isAscending: true,
      readNameKeys: (from, to) => (read += to - from),
    };
    finish(sortByText(wanted, order));
    assert(read < 10 * wanted.length, `${read} were read`);
  });

  it('knows a rough key that is not greater for a text that comes before', () => {
    fc.assert(
      fc.property(odd, odd, (a, b) => {
        const isBefore = a.toLowerCase() < b.toLowerCase();
        assert(!isBefore || roughKey(a) <= roughKey(b));
      }),
      { numRuns: 5_000 },
    );
  });
});
