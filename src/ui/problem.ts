import type { UserError } from '../core/errors';

/** Errors that have a welcome text of their own in the manifest; a test holds the two together. */
export const namedProblems: readonly string[] = [
  'restricted',
  'credentials.none',
  'credentials.expired',
  'credentials.invalid',
  'access.denied',
  'table.missing',
  'network',
  'throttled',
];

/** The value of the context key that picks the welcome text. */
export function problemOf({ code }: UserError): string {
  return namedProblems.includes(code) ? code : 'other';
}
