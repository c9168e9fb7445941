import { fold, type Foldings } from '../text/fold';

/** What differs between two runs of the same program, with what stands for it; the first match wins. */
const foldings: Foldings = [
  [
    /\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?/g,
    '<time>',
  ],
  [/\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\b/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b0x[0-9a-f]{4,16}\b/gi, '<address>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, '<address>'],
  [/\bi-[0-9a-f]{8,17}\b|\bip-\d{1,3}(?:-\d{1,3}){3}\b/g, '<address>'],
  // Hexadecimal ids have letters and digits; a word such as `defaced` has no digit.
  [/\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,64}\b/gi, '<id>'],
  // Seconds, milliseconds and nanoseconds since 2001.
  [/\b1\d{9}(?:\d{3}|\d{6}|\d{9})?(?:\.\d{1,9})?\b/g, '<time>'],
  [/\b\d+(?:\.\d+)? ?(?:ms|µs|us|ns|s|sec|secs|seconds|min|minutes)\b/g, '<duration>'],
];

/** A line of a log with times, ids and addresses replaced, so that a comparison shows what else differs. */
export function foldForDiff(line: string): string {
  return fold(line, foldings);
}
