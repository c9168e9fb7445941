import { t } from '@vscode/l10n';
import { UserError } from '../diagnostics/errors';
import { parseSearch } from './searchSyntax';

/** Leaves room for the terms of a group: both must fit in the dashboard's search box. */
export const maxTreeSearch = 500;

/** What is wrong with a search while it is typed; undefined if it is valid. */
export function searchProblem(text: string): string | undefined {
  if (text.trim().length > maxTreeSearch) {
    return t('The search can have at most {0} characters.', maxTreeSearch);
  }
  return parseSearch(text).problems[0]?.message;
}

/**
 * Why jobs found by this search must not be exported or acted on: a term that cannot be parsed is ignored, so
 * the search finds more jobs than the user meant. Undefined if all terms are valid.
 */
export function searchRefusal(text: string): UserError | undefined {
  const [problem] = parseSearch(text).problems;
  return (
    problem &&
    new UserError(
      'search.invalid',
      t('The search has an error, so nothing was done. {0}', problem.message),
      t('Correct the search. For the syntax, run "Batch Monitor: Open Guide…" and select Search.'),
      'showLog',
    )
  );
}
