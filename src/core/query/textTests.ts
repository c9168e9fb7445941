import { hasWords } from '../filter/searchSyntax';

/** Tests of texts. All ignore case. */
export type TextTest = (text: string | undefined) => boolean;

/**
 * Whether a string contains any of the texts; twice as fast as comparing lower-case copies.
 */
export function contains(texts: readonly string[]): TextTest {
  return matches(texts.map(escaped).join('|'));
}

/**
 * The same, whatever stands between words: `out of memory` is part of `OutOfMemoryError`, and the other way
 * round. What matches a text also matches each part of it, on which `narrows` counts.
 */
export function containsWords(texts: readonly string[]): TextTest {
  return matches(texts.map(wordPattern).join('|'));
}

export function equals(texts: readonly string[]): TextTest {
  return matches(`^(?:${texts.map(escaped).join('|')})$`);
}

export function endsWith(texts: readonly string[]): TextTest {
  return matches(texts.map(text => `${escaped(text)}$`).join('|'));
}

const betweenWords = String.raw`[\s_-]*`;

function wordPattern(text: string): string {
  return !hasWords(text)
    ? escaped(text)
    : text
        .split(/[\s_-]+|(?<=\p{Ll})(?=\p{Lu})/u)
        .map(escaped)
        .join(betweenWords);
}

function matches(source: string): TextTest {
  const pattern = new RegExp(source, 'i');
  return text => text !== undefined && pattern.test(text);
}

/** A search is plain text, not a pattern. */
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const maxMemoized = 10_000;

export function memoized<K>(predicate: (key: K) => boolean): (key: K) => boolean {
  const known = new Map<K, boolean>();
  return key => {
    let result = known.get(key);
    if (result === undefined) {
      result = predicate(key);
      if (known.size < maxMemoized) {
        known.set(key, result);
      }
    }
    return result;
  };
}
