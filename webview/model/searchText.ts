import { parseSearch } from '../../src/core/filter/searchSyntax';

export interface TypedSearch {
  readonly text: string;
  /** The first thing that cannot be understood; unfinished where it may be still being typed. */
  readonly problem?: { readonly message: string; readonly isUnfinished: boolean };
}

export function typedSearch(text: string): TypedSearch {
  const [problem] = parseSearch(text).problems;
  return problem
    ? { text, problem: { message: problem.message, isUnfinished: problem.end === text.length } }
    : { text };
}

/** What of it can be searched for: all but what cannot be understood. */
export function understood(text: string): string {
  return parseSearch(text)
    .problems.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
    .trim();
}
