import { parseSearch } from '../../src/core/filter/searchSyntax';

export interface TypedSearch {
  readonly text: string;
  /** The first syntax error; `isUnfinished` if the user may still be typing it. */
  readonly problem?: { readonly message: string; readonly isUnfinished: boolean };
}

export function typedSearch(text: string): TypedSearch {
  const [problem] = parseSearch(text).problems;
  return problem
    ? { text, problem: { message: problem.message, isUnfinished: problem.end === text.length } }
    : { text };
}

export const withTerm = (text: string, term: string): string =>
  text.includes(term) ? text : `${text} ${term}`.trim();

/** The valid part of a search, without terms that have errors. */
export function validPart(text: string): string {
  return parseSearch(text)
    .problems.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
    .trim();
}
