import { bidiControls } from './escapeText';
import { clip } from './clip';

/** Characters that start a new line, move a terminal's cursor, or change the text direction. */
const unsafeCharacters = new RegExp(String.raw`[\p{Cc}\p{Zl}\p{Zp}${bidiControls}]`, 'gu');

const maxLength = 2_000;

/**
 * Untrusted text within a log line: escapes these characters, so that the text cannot forge a log entry and
 * the log still shows what was there.
 */
export function escapeLogText(text: string): string {
  return clip(text, maxLength).replace(unsafeCharacters, escaped);
}

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
