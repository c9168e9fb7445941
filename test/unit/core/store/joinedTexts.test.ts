import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textHash } from '../../../../src/core/base/textHash';
import { JoinedTexts } from '../../../../src/core/store/saved/joinedTexts';
import { savedTexts } from '../../../support/builders/savedTexts';

type Text = string | undefined;

const id = fc.stringMatching(/^[0-9a-f]{8}$/);
const ascii = fc.string({ unit: fc.constantFrom('a', 'B', '-', '7', '\n', ' '), maxLength: 8 });
const other = fc.constantFrom('é', '\ud83d', '😀', '\ufeff');
const columnOf = (text: fc.Arbitrary<Text>) => fc.array(text, { maxLength: 40 });
const column = fc.oneof(
  columnOf(id),
  columnOf(ascii),
  columnOf(fc.oneof(ascii, fc.constant(undefined))),
  columnOf(fc.oneof(ascii, other)),
);

/** What a column is asked, and what the plain texts answer. */
const questions: readonly ((texts: JoinedTexts, plain: readonly Text[], index: number) => void)[] =
  [
    (texts, plain, index) => assert.equal(texts.at(index), plain[index]),
    (texts, plain, index) => {
      assert(texts.holds(index, plain[index]));
      assert(!texts.holds(index, 'no such text'));
    },
    (texts, plain, index) => assert.equal(texts.hash(index, 7), textHash(plain[index] ?? '', 7)),
    (texts, plain) => {
      for (const character of ['a', 'b', '7', ':']) {
        const isThere = plain.some(text => text?.toLowerCase().includes(character));
        assert.equal(texts.contains(character), isThere);
      }
    },
    (texts, plain) => assert.equal(texts.isLowerCase, !/[A-Z]/.test(plain.join(''))),
    (texts, plain) => assert.equal(texts.textLength, plain.join('').length),
    (texts, plain) =>
      assert.equal(
        texts.isUndefined,
        plain.every(text => text === undefined),
      ),
    (texts, plain) => assert.equal(texts.text, plain.join('')),
    (texts, plain) => assert.deepEqual(texts.all(), plain),
    (texts, plain) =>
      assert.deepEqual(
        texts.bytes && new TextDecoder().decode(texts.bytes),
        texts.bytes && plain.join(''),
      ),
  ];

describe('joined texts', () => {
  it('that were saved answer as those they were saved from, whatever is asked first', () => {
    const asked = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 4 }), asked, (columns, all) => {
        const read = savedTexts(columns);
        for (const [which, about, at] of all) {
          const index = which % columns.length;
          const plain = columns[index] ?? [];
          const texts = read[index];
          assert(texts);
          if (plain.length > 0) {
            questions[about % questions.length]?.(texts, plain, at % plain.length);
          }
        }
        assert.deepEqual(
          read.map(texts => texts.all()),
          columns,
        );
        assert.deepEqual(
          savedTexts(columns).map(texts => texts.isSound),
          columns.map(() => true),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('become a string once many are read, or all of a column, and let go of their bytes', () => {
    const columns = [Array.from({ length: 300 }, (_, index) => `name ${index}`), ['id']];
    const [names, ids] = savedTexts(columns);
    assert(names && ids);
    for (let index = 0; index < 256; index++) {
      assert.equal(names.at(index), `name ${index}`);
      assert(names.bytes);
    }
    assert.equal(names.at(256), 'name 256');
    assert.equal(names.bytes, undefined);
    assert.equal(ids.bytes, undefined);
    assert.equal(ids.at(0), 'id');
    const [others, other] = savedTexts(columns);
    assert.equal(other?.text, 'id');
    assert.equal(others?.bytes, undefined);
  });

  it('share where they end if they are equally long', () => {
    const texts = (length: number): Text[] =>
      Array.from({ length }, (_, index) => `${100_000 + index}`);
    const [first, second] = [JoinedTexts.of(texts(100)), savedTexts([texts(4_096)])[0]];
    assert.equal(first.ends.buffer, second?.ends.buffer);
    assert.deepEqual(first.all(), texts(100));
    assert.deepEqual(second?.all(), texts(4_096));
    const many = texts(5_000);
    assert.deepEqual(savedTexts([many])[0]?.all(), many);
  });
});
