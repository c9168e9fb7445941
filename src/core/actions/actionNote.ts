import { t } from '@vscode/l10n';
import { formatCount } from '../text/formatCount';

/** In characters. */
export const maxNoteLength = 500;

/** The note to store, on one line; `undefined` if it has no text. */
export const noteOf = (typed: string): string | undefined =>
  typed.replace(/\s+/g, ' ').trim() || undefined;

/** Why a note cannot be stored, as a sentence. */
export const noteProblem = (typed: string): string | undefined =>
  (noteOf(typed)?.length ?? 0) > maxNoteLength
    ? t('A note is limited to {max} characters.', { max: formatCount(maxNoteLength) })
    : undefined;
