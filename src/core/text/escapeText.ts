import { clip } from './clip';

/**
 * Characters that change the direction of the text around them, for a regular expression's character class.
 */
export const bidiControls = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;

const whiteSpace = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
const bidiPattern = new RegExp(`[${bidiControls}]`, 'gu');

/** Untrusted text as a single line that does not affect the text around it, cut to `maxLength`. */
export function escapeText(text: string, maxLength: number): string {
  const line = text
    .slice(0, maxLength * 8)
    .replace(bidiPattern, '')
    .replace(whiteSpace, ' ')
    .trim();
  return line.length > maxLength ? clip(line, maxLength - 1) : line;
}

/** For notifications, where VS Code renders `[text](address)` as a link, even to a command. */
export const messageLabel = (text: string, maxLength: number): string =>
  escapeText(text, maxLength).replaceAll('](', '] (');

/** For list labels, where VS Code renders `$(name)` as an icon. */
export const listLabel = (text: string, maxLength: number): string =>
  escapeText(text, maxLength).replace(/\\?\$\([a-z0-9-]+(?:~[a-z0-9-]*)?\)/gi, icon =>
    icon.startsWith('\\') ? icon : `\\${icon}`,
  );

/** For Markdown: plain text only, without links, icons or the end of a table cell. */
export const markdownLabel = (text: string, maxLength: number): string =>
  escapeText(text, maxLength).replace(
    /[^\p{L}\p{N} ]/gu,
    character => `&#${character.codePointAt(0) ?? 32};`,
  );
