import { t } from '@vscode/l10n';
import { formatCount } from './formatCount';

/** The longest text that is shown whole. */
const maxShownLength = 10_000;

/** A text as it can be shown: a longer one is cut, with its length said; never half of a character. */
export function clipText(text: string, maxLength = maxShownLength): string {
  if (text.length <= maxLength) {
    return text;
  }
  const kept = text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
  return t('{0}… ({1} characters)', kept, formatCount(text.length));
}
