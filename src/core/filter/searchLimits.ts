import { t } from '@vscode/l10n';
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
