import { t } from '@vscode/l10n';
import { formatCount } from './formatCount';
import { startOfText } from './clip';

/** Longer texts are cut, in UTF-16 units. */
const maxShownLength = 10_000;

/** Cuts a longer text and adds its full length. */
export function clipText(text: string, maxLength = maxShownLength): string {
  if (text.length <= maxLength) {
    return text;
  }
  return t('{0}… ({1} characters)', startOfText(text, maxLength), formatCount(text.length));
}
