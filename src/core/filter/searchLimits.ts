import { t } from '@vscode/l10n';
import { parseSearch } from './searchSyntax';

/** With what a group adds, a search must still fit in the dashboard's box. */
export const maxTreeSearch = 500;

/** What is wrong with a search as it is typed, for people; absent where it can be used. */
export function searchProblem(text: string): string | undefined {
  if (text.trim().length > maxTreeSearch) {
    return t('This is too long: {0} characters at most.', maxTreeSearch);
  }
  return parseSearch(text).problems[0]?.message;
}
