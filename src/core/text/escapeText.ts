/** What would turn the text around it to read from right to left, as a part of a class of signs. */
export const bidiControls = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;

const breaks = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
const turns = new RegExp(`[${bidiControls}]`, 'gu');

/** A text of a job as one short line that leaves alone what stands around it; a longer one is cut. */
export function escapeText(text: string, maxLength: number): string {
  const line = text
    .slice(0, maxLength * 8)
    .replace(turns, '')
    .replace(breaks, ' ')
    .trim();
  // Never half of a character.
  return line.length > maxLength
    ? `${line.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : line;
}

/** For messages, in which VS Code makes a link, also one to a command, of `[text](address)`. */
export const messageLabel = (text: string, maxLength: number): string =>
  escapeText(text, maxLength).replaceAll('](', '] (');

/** For labels of lists, in which VS Code draws an icon for `$(name)`. */
export const listLabel = (text: string, maxLength: number): string =>
  escapeText(text, maxLength).replace(/\\?\$\([a-z0-9-]+(?:~[a-z0-9-]*)?\)/gi, icon =>
    icon.startsWith('\\') ? icon : `\\${icon}`,
  );

/** For Markdown: as text and nothing else, neither links nor icons nor the end of a table's cell. */
export const markdownLabel = (text: string, maxLength: number): string =>
  escapeText(text, maxLength).replace(
    /[^\p{L}\p{N} ]/gu,
    sign => `&#${sign.codePointAt(0) ?? 32};`,
  );
