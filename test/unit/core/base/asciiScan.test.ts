import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AsciiScan } from '../../../../src/core/base/asciiScan';

const textOf = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters.split('')), minLength, maxLength });

/** Characters that differ by the bit of a letter's case, though they are none. */
const characters = 'aAbB@`[{0\u0010\u0000';

const scanFor = (needle: string): AsciiScan => {
  const scan = AsciiScan.for(needle.toLowerCase());
  assert(scan, 'this computer has the instructions');
  return scan;
};

function allMatches(needle: string, text: string): number[] {
  const scan = scanFor(needle);
  assert(scan.start(text));
  const found: number[] = [];
  for (let at = scan.next(0); at >= 0; at = scan.next(at + 1)) {
    found.push(at);
  }
  return found;
}

function naiveMatches(needle: string, text: string): number[] {
  const [lower, wanted] = [text.toLowerCase(), needle.toLowerCase()];
  return Array.from(text, (_, at) => at).filter(at => lower.startsWith(wanted, at));
}

describe('AsciiScan', () => {
  it('finds what a comparison at each position finds, in one text after the other', () => {
    const needles = fc.oneof(textOf('ab', 1, 9), textOf(characters, 1, 4));
    const texts = fc.oneof(textOf('ab', 0, 80), textOf(characters, 0, 80));
    fc.assert(
      fc.property(needles, texts, (needle, text) => {
        assert.deepEqual(allMatches(needle, text), naiveMatches(needle, text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('finds a match at each position, also where it ends with the text', () => {
    for (let length = 5; length < 70; length++) {
      for (let at = 0; at + 5 <= length; at++) {
        const text = 'x'.repeat(at) + 'nEedL'.padEnd(length - at, 'x');
        assert.deepEqual(allMatches('needl', text), [at]);
      }
    }
  });

  it('finds nothing of the text before, where a shorter one ends', () => {
    assert.deepEqual(allMatches('abc', 'xxabc'), [2]);
    assert.deepEqual(allMatches('abc', 'xxab'), []);
    assert.deepEqual(allMatches('abc', ''), []);
  });

  it('searches texts of a megabyte, but no longer ones, and none with other characters', () => {
    const text = 'x'.repeat(2 ** 20 - 2);
    assert.deepEqual(allMatches('yz', `${text}yz`), [text.length]);
    assert(!scanFor('yz').start(`${text}xyz`));
    for (const other of ['é', '\u212a', '😀', '\ud83d']) {
      assert(!scanFor('yz').start(`yz${other}`), other);
      assert(!scanFor('yz').start(`${other}${text}`), other);
    }
  });

  it('finds a long text, and refuses longer and empty ones', () => {
    const long = 'ab'.repeat(2 ** 14);
    assert.deepEqual(allMatches(long, `x${long}`), [1]);
    assert.deepEqual(allMatches(long, 'a'.repeat(2 ** 20)), []);
    assert.equal(AsciiScan.for(`${long}c`), undefined);
    assert.equal(AsciiScan.for(''), undefined);
  });
});
