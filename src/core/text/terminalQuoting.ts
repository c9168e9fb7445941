import { posixQuoted } from './posixQuoting';

/** Words that PowerShell and cmd need no quotes for; `,` would make a list, and `@` splats. */
const plain = /^[\w./:-]+$/;

/** Texts that PowerShell and cmd both keep unchanged within double quotes. */
const quotable = /^[\w@+=:,./ ()-]*$/;

/**
 * Joins the words of a command into a line for the platform's terminal; undefined if no quoting is safe in
 * all of its shells.
 */
export function terminalQuoted(words: readonly string[], isWindows: boolean): string | undefined {
  if (!isWindows) {
    return words.some(word => /[\0\r\n]/.test(word)) ? undefined : posixQuoted(words);
  }
  return words.every(word => quotable.test(word))
    ? words.map(word => (plain.test(word) ? word : `"${word}"`)).join(' ')
    : undefined;
}
