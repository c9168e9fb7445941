import { fold, type Foldings } from '../text/fold';

/**
 * What differs between two runs of one job definition, and what stands for it. Job names join identifiers with
 * `-` and `_`, so an identifier ends where letters and digits do.
 */
const foldings: Foldings = [
  [
    /(?<![\da-z])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\da-z])/gi,
    '<time>',
  ],
  [/(?<![\da-z])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?:[:#]\d{1,5})?(?![\da-z])/gi, '<id>'],
  [/(?<![\da-z])(?:i|eni|subnet|sg|vpc|vol|fs|fsap)-[\da-f]{8,17}(?![\da-z])/gi, '<id>'],
  [/(?<![\da-z])ip-\d{1,3}(?:-\d{1,3}){3}(?![\da-z])/gi, '<address>'],
  [/(?<![\da-z.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\da-z])/gi, '<address>'],
  [/(?<![\da-z:])(?:[\da-f]{2}:){5}[\da-f]{2}(?![\da-z:])/gi, '<address>'],
  // Seconds or milliseconds since 2001.
  [/(?<![\da-z.])1\d{9}(?:\d{3})?(?![\da-z])/gi, '<time>'],
  // Hexadecimal ids have digits and letters; a word such as `defaced` has no digit, an account no letter.
  [/(?<![\da-z])(?=[a-f]{0,64}\d)(?=\d{0,64}[a-f])[\da-f]{8,64}(?![\da-z])/gi, '<id>'],
];

/** A text without the identifiers, times, and addresses in it, also where they are part of a name or an ARN. */
export function foldIdentifiers(text: string): string {
  return fold(text, foldings);
}
