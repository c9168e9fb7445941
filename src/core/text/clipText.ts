import { t } from '@vscode/l10n';
import { formatCount } from './formatCount';

/** Longer texts are cut, in UTF-16 units. */
const maxShownLength = 10_000;

/** Cuts a longer text and adds its full length; never splits a surrogate pair. */
export function clipText(text: string, maxLength = maxShownLength): string {
  if (text.length <= maxLength) {
    return text;
  }
  const start = text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
  return t('{0}… ({1} characters)', start, formatCount(text.length));
}
