import { bidiControls } from './escapeText';

/** What begins another line, moves a terminal's cursor, or turns the text around it. */
const signs = new RegExp(String.raw`[\p{Cc}\p{Zl}\p{Zp}${bidiControls}]`, 'gu');

const maxLength = 2_000;

/**
 * Text of others within a line of the log, so that it forges no entry of its own: such signs are written
 * as escapes, since a log is to tell what was there.
 */
export function escapeLogText(text: string): string {
  const short = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return short.replace(signs, escaped);
}

const escaped = (sign: string): string =>
  `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
