import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Needle } from '../../../../src/core/query/needle';
import { contains, equals } from '../../../../src/core/query/textTests';
import { TextChunk } from '../../../../src/core/store/columns/textChunk';
import { JoinedTexts } from '../../../../src/core/store/saved/joinedTexts';
import { savedTexts } from '../../../support/builders/savedTexts';

/** Letters that fold alike, or only seem to; characters of patterns; halves of pairs. */
const letter = fc.constantFrom(
  ...['a', 'A', 'b', 'k', 'K', '\u212a', 's', 'S', '\u017f', 'ß', 'ẞ', 'i', 'I', 'İ', 'ı'],
  ...['é', 'É', '.', '*', '(', '[', '\\', '^', '$', '-', ' ', '\n', '\ud83d', '\ude00', '😀'],
);
const words = (min: number, max: number) =>
  fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: min, maxLength: max }),
    fc.string({ unit: letter, minLength: min, maxLength: max }),
  );
const ascii = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '-'), maxLength: 6 });
const textsOf = (text: fc.Arbitrary<string>) =>
  fc.array(fc.oneof(text, fc.constant(undefined)), { maxLength: 40 });
const texts = fc.oneof(textsOf(words(0, 6)), textsOf(ascii));

const hitsIn = (needle: Needle, chunk: TextChunk, count: number): boolean[] => {
  const hits = new Uint8Array(count);
  needle.mark(chunk, hits);
  return Array.from(hits, hit => hit === 1);
};

type Texts = readonly (string | undefined)[];

const saved = (values: Texts): JoinedTexts => savedTexts([values])[0] ?? JoinedTexts.of([]);

describe('Needle', () => {
  it('finds the texts of a chunk that a test of each finds, whatever has changed since they were joined', () => {
    const changes = fc.array(fc.tuple(fc.nat(39), words(0, 6)), { maxLength: 8 });
    const of = fc.constantFrom((values: Texts) => JoinedTexts.of(values), saved);
    fc.assert(
      fc.property(
        texts,
        of,
        changes,
        words(1, 3),
        fc.boolean(),
        (joined, join, changed, text, isWhole) => {
          const chunk = TextChunk.of(join(joined));
          const plain = [...joined];
          for (const [index, value] of changed.filter(([at]) => at < plain.length)) {
            chunk.set(index, value);
            plain[index] = value;
          }
          const test = (isWhole ? equals : contains)([text]);
          const needle = new Needle(text, isWhole);
          assert.deepEqual(hitsIn(needle, chunk, plain.length), plain.map(test));
          assert.deepEqual(
            plain.map(value => needle.matches(value, chunk.isLowerCase)),
            plain.map(test),
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('finds nothing across the border of two texts', () => {
    const chunk = TextChunk.of(JoinedTexts.of(['xa', 'ba', '', undefined, 'b', 'ab', 'aab']));
    assert.deepEqual(hitsIn(new Needle('ab', false), chunk, 7), [
      false,
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
    assert.deepEqual(hitsIn(new Needle('ab', true), chunk, 7), [
      false,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it('looks at no text whose byte is set', () => {
    const chunk = TextChunk.of(JoinedTexts.of(['a', 'b', 'a']));
    const hits = Uint8Array.of(0, 1, 0);
    new Needle('a', false).mark(chunk, hits);
    assert.deepEqual([...hits], [1, 1, 1]);
  });
});
